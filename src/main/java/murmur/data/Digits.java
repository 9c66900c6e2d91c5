package murmur.data;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import murmur.BadInput;

/// 1,797 handwritten digits of 8 × 8 pixels (Alpaydin and Kaynak, Optical Recognition of Handwritten Digits,
/// UCI Machine Learning Repository, 1998; its test part). They come with the program, so that a first run needs
/// no download.
///
/// Every fifth sample is a test sample: those whose 0-based position in the file is 4 modulo 5. That leaves 1,438 to
/// learn from and 359 to test with.
public final class Digits {
    private static final String RESOURCE = "digits.csv.gz";
    private static final Pattern COMMA = Pattern.compile(",");
    private static final int PIXELS = 64;
    private static final int BRIGHTEST = 16;
    private static final int CLASSES = 10;
    private static final int TEST_EVERY = 5;

    private Digits() {}

    /// Both parts; pixel values 0 … 16 are scaled to 0 … 1.
    public static TrainTest load() {
        try (InputStream resource = Digits.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the program is incomplete: it lacks " + RESOURCE);
            }
            return read(new GZIPInputStream(resource), RESOURCE);
        } catch (IOException failure) {
            throw new IllegalStateException("the program is damaged: cannot read " + RESOURCE, failure);
        }
    }

    /// Lines of 64 pixel values and a label, separated by commas; `place` names them in complaints.
    static TrainTest read(InputStream csv, String place) throws IOException {
        Part train = new Part();
        Part test = new Part();
        BufferedReader reader = new BufferedReader(new InputStreamReader(csv, StandardCharsets.US_ASCII));
        int sample = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            Part part = sample % TEST_EVERY == TEST_EVERY - 1 ? test : train;
            sample++;
            try {
                part.add(line);
            } catch (BadInput bad) {
                throw bad.at(place + ", line " + sample);
            }
        }
        return new TrainTest(train.images(), test.images());
    }

    private static final class Part {
        private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        private final ByteArrayOutputStream labels = new ByteArrayOutputStream();

        void add(String line) {
            List<String> fields = COMMA.splitAsStream(line).toList();
            BadInput.unless(fields.size() == PIXELS + 1, "fields", "number 65", fields.size());
            for (String field : fields.subList(0, PIXELS)) {
                pixels.write(number(field, "a pixel", BRIGHTEST));
            }
            labels.write(number(fields.getLast(), "the label", CLASSES - 1));
        }

        ByteImages images() {
            return new ByteImages(List.of(1, 8, 8), CLASSES, pixels.toByteArray(), labels.toByteArray(), values());
        }
    }

    private static int number(String field, String what, int most) {
        int number;
        try {
            number = Integer.parseInt(field.strip());
        } catch (NumberFormatException notOne) {
            throw BadInput.must(what, "be a whole number", field);
        }
        BadInput.unless(number >= 0 && number <= most, what, "be between 0 and " + most, number);
        return number;
    }

    private static float[] values() {
        float[] values = new float[256];
        for (int value = 0; value < values.length; value++) {
            values[value] = value / (float) BRIGHTEST;
        }
        return values;
    }
}
