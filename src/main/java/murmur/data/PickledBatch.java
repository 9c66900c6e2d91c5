package murmur.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import murmur.BadInput;
import org.jspecify.annotations.Nullable;

/// One batch file of `cifar-10-batches-py`: a pickled dictionary whose `data` is a uint8 NumPy array of n × 3,072
/// pixels and whose `labels` is a list of n whole numbers. Other keys are ignored.
final class PickledBatch {
    private final byte[] pixels;
    private final byte[] labels;

    private PickledBatch(byte[] pixels, byte[] labels) {
        this.pixels = pixels;
        this.labels = labels;
    }

    byte[] pixels() {
        return pixels;
    }

    byte[] labels() {
        return labels;
    }

    static PickledBatch read(byte[] file, String place) {
        try {
            Map<String, Object> entries = entries(unpickled(file));
            byte[] pixels = pixels(entries.get("data"));
            return new PickledBatch(pixels, labels(entries.get("labels"), pixels.length / Cifar10.PIXELS));
        } catch (BadInput bad) {
            throw bad.at(place).cure(Cifar10Layout.FETCH);
        }
    }

    static @Nullable Object unpickled(byte[] file) {
        ByteArrayInputStream input = new ByteArrayInputStream(file);
        try {
            return new ArrayUnpickler().load(input);
        } catch (BadInput bad) {
            throw bad.at("byte " + (file.length - input.available()));
        } catch (IOException | RuntimeException failure) {
            // The pickle library answers damage with whatever goes wrong inside it: casts, indices, its own exceptions.
            throw new BadInput("must be a whole Python pickle: " + failure.getMessage(), failure)
                    .at("byte " + (file.length - input.available()));
        }
    }

    /// Python 2 wrote the keys as bytes, Python 3 as text.
    static Map<String, Object> entries(@Nullable Object pickled) {
        if (!(pickled instanceof Map<?, ?> map)) {
            throw BadInput.must("the pickle", "be a dictionary", kind(pickled));
        }
        Map<String, Object> entries = new HashMap<>();
        map.forEach((key, value) -> {
            String name =
                    key instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(key);
            entries.put(name, value);
        });
        return entries;
    }

    private static byte[] pixels(@Nullable Object data) {
        if (!(data instanceof ArrayUnpickler.UnsignedBytes array)) {
            throw BadInput.must("data", "be a NumPy array of uint8", kind(data));
        }
        List<Integer> shape = array.shape();
        BadInput.unless(
                shape.size() == 2 && shape.getFirst() >= 1 && shape.getLast() == Cifar10.PIXELS,
                "the shape of data",
                "be [n, " + Cifar10.PIXELS + "] with n at least 1",
                shape);
        return array.bytes();
    }

    private static byte[] labels(@Nullable Object list, int images) {
        if (!(list instanceof List<?> given)) {
            throw BadInput.must("labels", "be a list", kind(list));
        }
        BadInput.unless(given.size() == images, "labels", "number as many as images, " + images, given.size());
        byte[] labels = new byte[images];
        for (int image = 0; image < images; image++) {
            Object label = given.get(image);
            boolean known = label instanceof Integer number && number >= 0 && number < Cifar10.CLASSES;
            BadInput.unless(known, "the label of image " + image, "be between 0 and 9", label);
            labels[image] = ((Number) label).byteValue();
        }
        return labels;
    }

    private static String kind(@Nullable Object value) {
        return value == null ? "missing" : value.getClass().getSimpleName();
    }
}
