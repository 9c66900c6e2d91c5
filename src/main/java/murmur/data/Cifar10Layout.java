package murmur.data;

import java.util.Arrays;
import java.util.List;
import murmur.BadInput;

/// The two forms in which CIFAR-10 is published.
enum Cifar10Layout {
    /// A pickled dictionary per batch.
    PICKLES("cifar-10-batches-py", "") {
        @Override
        ByteImages decode(byte[] file, String place) {
            PickledBatch batch = PickledBatch.read(file, place);
            return images(batch.pixels(), batch.labels(), place);
        }
    },

    /// One label byte, then 3,072 pixel bytes (red, green, blue plane), image after image.
    BINARY("cifar-10-batches-bin", ".bin") {
        @Override
        ByteImages decode(byte[] file, String place) {
            int images = file.length / RECORD;
            if (images == 0 || file.length % RECORD != 0) {
                throw BadInput.must("length", "be a positive multiple of " + RECORD + " bytes", file.length)
                        .at(place + ", image " + images + " (byte " + (long) images * RECORD + ")")
                        .cure(FETCH);
            }
            byte[] pixels = new byte[images * Cifar10.PIXELS];
            byte[] labels = new byte[images];
            for (int image = 0; image < images; image++) {
                labels[image] = file[image * RECORD];
                System.arraycopy(file, image * RECORD + 1, pixels, image * Cifar10.PIXELS, Cifar10.PIXELS);
            }
            return images(pixels, labels, place);
        }
    };

    static final String FETCH = "fetch the file anew, with murmur data fetch cifar10 --force";

    private static final int RECORD = 1 + Cifar10.PIXELS;

    private final String folder;
    private final String suffix;

    Cifar10Layout(String folder, String suffix) {
        this.folder = folder;
        this.suffix = suffix;
    }

    String folder() {
        return folder;
    }

    String fileName(String batch) {
        return batch + suffix;
    }

    /// The images of one whole batch file; `place` names it in complaints.
    abstract ByteImages decode(byte[] file, String place);

    static List<Cifar10Layout> byPreference() {
        return Arrays.asList(values());
    }

    private static ByteImages images(byte[] pixels, byte[] labels, String place) {
        try {
            return new ByteImages(Cifar10.SHAPE, Cifar10.CLASSES, pixels, labels, Cifar10.values());
        } catch (BadInput bad) {
            throw bad.at(place).cure(FETCH);
        }
    }
}
