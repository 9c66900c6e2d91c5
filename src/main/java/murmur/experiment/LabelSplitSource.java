package murmur.experiment;

import java.nio.file.Path;
import murmur.BadInput;
import murmur.data.Femnist;
import murmur.data.FemnistLabelSplit;
import murmur.data.Fractions;
import murmur.data.OwnerPerPart;
import murmur.data.Partition;

/// FEMNIST divided by labels beforehand, as `[DATASET]` describes it. With `shard_by = rank` a node takes the
/// file of its rank, as in the reference, so that all machines learn from the same files.
record LabelSplitSource() implements DatasetSection.Source {
    static final LabelSplitSource PLAIN = new LabelSplitSource();

    @Override
    public boolean onlyLocal(Keys keys) {
        boolean rank = keys.read("shard_by", Kind.oneOf("uid", "rank"), "uid").equals("rank");
        return DatasetSection.Source.super.onlyLocal(keys) || rank;
    }

    @Override
    public boolean dividesFiles() {
        return true;
    }

    @Override
    public boolean wholeBatches() {
        return true;
    }

    @Override
    public Partition partition(Fractions sizes, long seed) {
        return new OwnerPerPart();
    }

    @Override
    public DataSource.Loaded apply(DatasetSection.Folders folders) {
        Path folder = folders.train().orElseThrow(() -> BadInput.must("train_dir", "name a folder", "blank"));
        return new DataSource.Loaded(
                FemnistLabelSplit.train(folder), folders.test().map(Femnist::test));
    }
}
