package murmur.experiment;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import murmur.BadInput;
import murmur.data.ByOwner;
import murmur.data.Fractions;
import murmur.data.MovieLens;
import murmur.data.Partition;
import murmur.data.Ratings;
import murmur.data.TrainTest;

/// MovieLens as `[DATASET]` describes it: one file for training and test, divided by users.
record MovieLensSource(MovieLens.Sizes sizes, long seed) implements DatasetSection.Source {
    static final MovieLensSource PLAIN = new MovieLensSource(MovieLens.Sizes.COUNTED, 0);

    @Override
    public DatasetSection.Source with(DatasetSection.Settings settings) {
        Keys keys = settings.keys();
        return new MovieLensSource(new MovieLens.Sizes(size(keys, "n_users"), size(keys, "n_items")), settings.seed());
    }

    private static OptionalInt size(Keys keys, String key) {
        return keys.find(key, Kind.wholeAtLeast(1)).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    @Override
    public boolean looksBeside() {
        return true;
    }

    @Override
    public Optional<Outline> outline(String name) {
        return Outline.of(name)
                .map(known -> known.withTables(tables -> new Ratings.Tables(
                        sizes.users().orElse(tables.users()), sizes.items().orElse(tables.items()))));
    }

    /// Nor has it in the reference.
    @Override
    public boolean hasValidation() {
        return false;
    }

    /// Every rating is a batch of its own in the reference's tests, so that the loss is the root of the mean square.
    @Override
    public int testBatchSize() {
        return 1;
    }

    @Override
    public Partition partition(Fractions sizes, long partitionSeed) {
        return byOwner();
    }

    @Override
    public Partition byOwner() {
        return new ByOwner(true);
    }

    @Override
    public DataSource.Loaded apply(DatasetSection.Folders folders) {
        Path train = folders.train().orElseThrow(() -> BadInput.must("train_dir", "name a folder", "blank"));
        folders.test()
                .ifPresent(test -> BadInput.unless(
                        test.equals(train), "test_dir", "be blank or that of train_dir: one file holds both", test));
        TrainTest parts = MovieLens.load(train, sizes, seed);
        return new DataSource.Loaded(parts.train(), folders.test().map(given -> parts.test()));
    }
}
