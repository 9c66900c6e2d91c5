package murmur.data;

import java.util.List;
import java.util.Objects;

/// What one node holds of a data set: a view, which copies no sample.
public final class Shard implements Dataset {
    private final Dataset dataset;
    private final int[] indices;

    /// @param indices positions in `dataset`, each within its size
    public Shard(Dataset dataset, int[] indices) {
        this.dataset = dataset;
        this.indices = indices.clone();
        for (int index : indices) {
            Objects.checkIndex(index, dataset.size());
        }
    }

    /// The data set this is a view of.
    public Dataset dataset() {
        return dataset;
    }

    /// The position in the whole data set of this shard's sample `position`.
    public int index(int position) {
        return indices[position];
    }

    /// How many samples there are of each class.
    public int[] labelHistogram() {
        int[] histogram = new int[classes()];
        for (int index : indices) {
            histogram[dataset.label(index)]++;
        }
        return histogram;
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public List<Integer> shape() {
        return dataset.shape();
    }

    @Override
    public int classes() {
        return dataset.classes();
    }

    @Override
    public int label(int index) {
        return dataset.label(indices[index]);
    }

    @Override
    public float target(int index) {
        return dataset.target(indices[index]);
    }

    @Override
    public void read(int index, float[] target, int offset) {
        dataset.read(indices[index], target, offset);
    }

    /// That of the whole data set, of which this is a view.
    @Override
    public String sha256() {
        return dataset.sha256();
    }
}
