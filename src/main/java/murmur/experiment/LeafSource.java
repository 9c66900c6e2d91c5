package murmur.experiment;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import murmur.BadInput;
import murmur.data.Dataset;
import murmur.data.Femnist;
import murmur.data.Fractions;
import murmur.data.IidOwners;
import murmur.data.Partition;

/// A data set of LEAF as `[DATASET]` describes it: a folder of JSON files to learn from, one to test with.
///
/// @param wholeBatches whether training leaves out an incomplete last mini-batch
/// @param countsLabels whether the reference passes over a node's samples before it makes the model
record LeafSource(Reader train, Reader test, int testBatchSize, boolean wholeBatches, boolean countsLabels)
        implements DatasetSection.Source {
    interface Reader extends Function<Path, Dataset> {}

    static final LeafSource FEMNIST = new LeafSource(Femnist::train, Femnist::test, 64, true, true);

    @Override
    public Partition partition(Fractions sizes, long seed) {
        return new IidOwners(seed, sizes);
    }

    @Override
    public DataSource.Loaded apply(DatasetSection.Folders folders) {
        Path folder = folders.train().orElseThrow(() -> BadInput.must("train_dir", "name a folder", "blank"));
        Optional<Dataset> tests = folders.test().map(test);
        return new DataSource.Loaded(train.apply(folder), tests);
    }
}
