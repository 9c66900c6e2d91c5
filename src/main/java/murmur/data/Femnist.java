package murmur.data;

import java.nio.file.Path;
import java.util.List;
import murmur.BadInput;
import tools.jackson.core.JsonParser;

/// FEMNIST (Caldas et al., 2018): digits and letters in 62 classes by some 3,550 writers, 28 × 28 pixels, in LEAF's
/// JSON files, values as they are there.
public final class Femnist {
    /// Digits, capital and small letters.
    public static final int CLASSES = 62;

    static final List<Integer> SHAPE = List.of(1, 28, 28);

    private static final Pixels PIXELS = new Pixels();

    private Femnist() {}

    /// The training set, one file per writer.
    ///
    /// @throws BadInput with file and byte of what is wrong
    public static SampleSet train(Path folder) {
        return LeafFolder.train(folder, PIXELS);
    }

    /// The test set, files of any number of writers.
    ///
    /// @throws BadInput with file and byte of what is wrong
    public static SampleSet test(Path folder) {
        return LeafFolder.test(folder, PIXELS);
    }

    private record Pixels() implements LeafTask<float[], Integer> {
        private static final int LENGTH = 28 * 28;

        @Override
        public SampleSet.Kind kind() {
            return new SampleSet.Kind(SHAPE, CLASSES);
        }

        @Override
        public float[] x(JsonParser json) {
            float[] pixels = new float[LENGTH];
            int[] count = {0};
            LeafFile.readArray(json, "an image", element -> {
                double value = LeafFile.number(element, "a pixel");
                if (count[0] < LENGTH) {
                    pixels[count[0]] = (float) value;
                }
                count[0]++;
            });
            BadInput.unless(count[0] == LENGTH, "an image", "have 784 pixels", count[0]);
            return pixels;
        }

        @Override
        public Integer y(JsonParser json) {
            return LeafFile.label(json);
        }

        @Override
        public void add(float[] pixels, Integer label, SampleSet.Builder samples) {
            samples.add(pixels, label);
        }
    }
}
