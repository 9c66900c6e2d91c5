package murmur.attack;

import java.util.List;
import murmur.data.Dataset;

/// The samples of two data sets of one kind, one behind the other.
record Pool(Dataset first, Dataset second) implements Dataset {
    @Override
    public int size() {
        return first.size() + second.size();
    }

    @Override
    public List<Integer> shape() {
        return first.shape();
    }

    @Override
    public int classes() {
        return Math.max(first.classes(), second.classes());
    }

    @Override
    public int label(int index) {
        return index < first.size() ? first.label(index) : second.label(index - first.size());
    }

    @Override
    public float target(int index) {
        return index < first.size() ? first.target(index) : second.target(index - first.size());
    }

    @Override
    public void read(int index, float[] target, int offset) {
        if (index < first.size()) {
            first.read(index, target, offset);
        } else {
            second.read(index - first.size(), target, offset);
        }
    }

    @Override
    public String sha256() {
        return first.sha256() + second.sha256();
    }
}
