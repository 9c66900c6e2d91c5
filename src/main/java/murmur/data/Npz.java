package murmur.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import murmur.BadInput;

/// A file of NumPy's `savez` with arrays `x`, n×…, and `y`, n labels; and `owner`, n numbers, where samples belong to
/// somebody. Values of uint8 are divided by 255, as those of pictures; an `x` of n×h×w becomes n×1×h×w.
public final class Npz {
    private static final int BRIGHTEST = 255;

    private Npz() {}

    /// All samples of `file`. The number of classes is one more than the largest label.
    ///
    /// @throws BadInput naming the file and what is wrong in it
    public static SampleSet read(Path file) {
        int[] labels = whole(file, "y");
        return read(file, labels, Arrays.stream(labels).max().orElse(0) + 1);
    }

    /// All samples of `file`, labels of which are below `classes`.
    public static SampleSet read(Path file, int classes) {
        return read(file, whole(file, "y"), classes);
    }

    private static SampleSet read(Path file, int[] labels, int classes) {
        try (ZipFile archive = open(file)) {
            int[] owners = owners(file, archive, labels.length);
            return with(file, archive, "x", stream -> samples(stream, labels, classes, owners));
        } catch (IOException failure) {
            throw new BadInput(file + ": cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static int[] owners(Path file, ZipFile archive, int samples) {
        int[] owners = archive.getEntry("owner.npy") == null ? new int[samples] : whole(file, "owner");
        BadInput.unless(owners.length == samples, file + ": owner", "number as many as y, " + samples, owners.length);
        return owners;
    }

    private static SampleSet samples(NpyStream stream, int[] labels, int classes, int[] owners) throws IOException {
        List<Integer> dimensions = stream.shape();
        BadInput.unless(
                dimensions.size() >= 2 && dimensions.getFirst() == labels.length,
                "the shape of x",
                "be one of samples, as many as y, " + labels.length,
                dimensions);
        List<Integer> shape = dimensions.subList(1, dimensions.size());
        SampleSet.Kind kind =
                new SampleSet.Kind(shape.size() == 2 ? List.of(1, shape.get(0), shape.get(1)) : shape, classes);
        SampleSet.Builder builder = new SampleSet.Builder(kind);
        float[] input = new float[kind.length()];
        double[] values = new double[kind.length()];
        for (int sample = 0; sample < labels.length; sample++) {
            stream.read(values);
            for (int i = 0; i < input.length; i++) {
                input[i] = stream.bytes() ? (float) values[i] / BRIGHTEST : (float) values[i];
            }
            builder.startOwner(String.valueOf(owners[sample]));
            builder.addAt("sample " + sample, input, labels[sample]);
        }
        return builder.build();
    }

    /// A one-dimensional array of whole numbers.
    private static int[] whole(Path file, String array) {
        try (ZipFile archive = open(file)) {
            return with(file, archive, array, stream -> {
                BadInput.unless(stream.shape().size() == 1, "the shape", "have one dimension", stream.shape());
                double[] values = new double[stream.shape().getFirst()];
                stream.read(values);
                for (double value : values) {
                    BadInput.unless(value == (int) value && value >= 0, "a value", "be whole and not negative", value);
                }
                return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
            });
        } catch (IOException failure) {
            throw new BadInput(file + ": cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static ZipFile open(Path file) throws IOException {
        BadInput.unless(Files.isRegularFile(file), file.toString(), "be a file of NumPy's savez", "missing");
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException broken) {
            throw new BadInput(file + ": must be a whole file of NumPy's savez: " + broken.getMessage(), broken);
        }
    }

    private interface Reading<T> {
        T read(NpyStream stream) throws IOException;
    }

    private static <T> T with(Path file, ZipFile archive, String array, Reading<T> reading) throws IOException {
        ZipEntry entry = archive.getEntry(array + ".npy");
        if (entry == null) {
            throw BadInput.must(file.toString(), "hold an array " + array, "without it");
        }
        try (InputStream input = archive.getInputStream(entry)) {
            return reading.read(new NpyStream(input));
        } catch (EOFException early) {
            throw new BadInput(file + ": " + array + " must be whole, ends too early", early);
        } catch (BadInput bad) {
            throw bad.at(file + ", array " + array);
        }
    }
}
