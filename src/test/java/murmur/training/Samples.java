package murmur.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import murmur.data.Dataset;

/// A small data set of few features that notes which samples are read.
final class Samples implements Dataset {
    private final float[][] features;
    private final int[] labels;
    private final int classes;
    private final List<Integer> read = Collections.synchronizedList(new ArrayList<>());

    Samples(float[][] features, int[] labels, int classes) {
        this.features = features;
        this.labels = labels;
        this.classes = classes;
    }

    /// `size` samples of one feature, of two classes in turn.
    static Samples numbered(int size) {
        float[][] features = new float[size][1];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            features[i][0] = (float) i / size;
            labels[i] = i % 2;
        }
        return new Samples(features, labels, 2);
    }

    /// The samples read so far, in order.
    List<Integer> read() {
        return read;
    }

    float feature(int sample, int feature) {
        return features[sample][feature];
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public List<Integer> shape() {
        return List.of(features[0].length);
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public void read(int index, float[] target, int offset) {
        read.add(index);
        System.arraycopy(features[index], 0, target, offset, features[index].length);
    }

    @Override
    public String sha256() {
        return "";
    }
}
