package murmur.experiment;

import java.nio.file.Path;
import java.util.Optional;
import murmur.BadInput;
import murmur.data.CelebA;
import murmur.data.Dataset;
import murmur.data.Femnist;
import murmur.data.Fractions;
import murmur.data.IidOwners;
import murmur.data.Partition;
import murmur.data.Reddit;
import murmur.data.Shakespeare;

/// A data set of LEAF as `[DATASET]` describes it: a folder of JSON files to learn from, one to test with.
///
/// @param habits how the reference treats it
/// @param beside the folder of what the JSON files refer to, if not that of the training set
record LeafSource(Reader train, Reader test, Habits habits, Optional<Path> beside) implements DatasetSection.Source {
    /// Reads a folder of JSON files, and whatever they refer to from another one.
    interface Reader {
        Dataset read(Path folder, Path beside);
    }

    /// @param wholeBatches whether training leaves out an incomplete last mini-batch
    /// @param countsLabels whether the reference passes over a node's samples before it makes the model
    record Habits(int testBatchSize, boolean wholeBatches, boolean countsLabels) {}

    static final LeafSource FEMNIST = new LeafSource(
            (folder, beside) -> Femnist.train(folder),
            (folder, beside) -> Femnist.test(folder),
            new Habits(64, true, true));

    static final LeafSource SHAKESPEARE = new LeafSource(
            (folder, beside) -> Shakespeare.train(folder),
            (folder, beside) -> Shakespeare.test(folder),
            new Habits(1024, false, false));

    static final LeafSource REDDIT =
            new LeafSource((folder, beside) -> Reddit.train(folder), Reddit::test, new Habits(1024, false, false));

    static final LeafSource CELEBA = new LeafSource(CelebA::train, CelebA::test, new Habits(128, false, false));

    private LeafSource(Reader train, Reader test, Habits habits) {
        this(train, test, habits, Optional.empty());
    }

    @Override
    public DatasetSection.Source with(DatasetSection.Settings settings) {
        if (!equals(CELEBA)) {
            return this;
        }
        Path images = settings.path()
                .apply("images_dir")
                .orElseThrow(() -> settings.keys().refusal("images_dir", "name the folder of the pictures"));
        return new LeafSource(train, test, habits, Optional.of(images));
    }

    @Override
    public int testBatchSize() {
        return habits.testBatchSize();
    }

    @Override
    public boolean dividesFiles() {
        return true;
    }

    @Override
    public boolean wholeBatches() {
        return habits.wholeBatches();
    }

    @Override
    public boolean countsLabels() {
        return habits.countsLabels();
    }

    @Override
    public Partition partition(Fractions sizes, long seed) {
        return new IidOwners(seed, sizes);
    }

    @Override
    public DataSource.Loaded apply(DatasetSection.Folders folders) {
        Path folder = folders.train().orElseThrow(() -> BadInput.must("train_dir", "name a folder", "blank"));
        Path other = beside.orElse(folder);
        Optional<Dataset> tests = folders.test().map(path -> test.read(path, other));
        return new DataSource.Loaded(train.read(folder, other), tests);
    }
}
