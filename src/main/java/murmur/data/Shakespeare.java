package murmur.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import murmur.BadInput;
import tools.jackson.core.JsonParser;

/// Lines of Shakespeare's characters in LEAF's layout (Caldas et al., 2018): 80 characters, of which the next one is to
/// be foretold. A user is a role of a play.
public final class Shakespeare {
    /// The reference's, in its order. Braces stand there twice; the later place counts.
    private static final String ALPHABET =
            "dhlptx@DHLPTX $(,048cgkoswCGKOSW[_#'/37;?bfjnrvzBFJNRVZ\"&*.26:\n" + "aeimquyAEIMQUY]!%)-159\r{{}}<>";

    /// The number of characters, as the reference counts them.
    public static final int CLASSES = ALPHABET.length();

    static final int LENGTH = 80;

    /// Only every so manieth sample is tested with.
    private static final int TEST_EVERY = 30;

    private static final Lines LINES = new Lines();
    private static final Map<Integer, Integer> NUMBERS = numbers();

    private Shakespeare() {}

    private static Map<Integer, Integer> numbers() {
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int number = 0; number < CLASSES; number++) {
            numbers.put((int) ALPHABET.charAt(number), number);
        }
        return numbers;
    }

    /// The training set, one file per role.
    ///
    /// @throws BadInput with file and byte of what is wrong
    public static SampleSet train(Path folder) {
        return LeafFolder.train(folder, LINES);
    }

    /// Every 30th sample of the test set.
    ///
    /// @throws BadInput with file and byte of what is wrong
    public static Dataset test(Path folder) {
        SampleSet all = LeafFolder.test(folder, LINES);
        int[] chosen = IntStream.iterate(0, index -> index < all.size(), index -> index + TEST_EVERY)
                .toArray();
        return new Shard(all, chosen);
    }

    private record Lines() implements LeafTask<float[], Integer> {
        @Override
        public SampleSet.Kind kind() {
            return new SampleSet.Kind(List.of(LENGTH), CLASSES);
        }

        @Override
        public float[] x(JsonParser json) {
            return numbers(LeafFile.text(json, "a line"), LENGTH);
        }

        @Override
        public Integer y(JsonParser json) {
            return (int) numbers(LeafFile.text(json, "a character"), 1)[0];
        }

        private static float[] numbers(String text, int length) {
            int[] characters = text.codePoints().toArray();
            BadInput.unless(characters.length == length, "a text", "have length " + length, characters.length);
            float[] numbers = new float[length];
            for (int i = 0; i < length; i++) {
                Integer number = NUMBERS.get(characters[i]);
                if (number == null) {
                    throw BadInput.must(
                            "character " + i, "be one of the 92 known ones", Character.getName(characters[i]));
                }
                numbers[i] = number;
            }
            return numbers;
        }

        @Override
        public void add(float[] line, Integer next, SampleSet.Builder samples) {
            samples.add(line, next);
        }
    }
}
