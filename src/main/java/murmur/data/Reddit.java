package murmur.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import murmur.BadInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Comments from Reddit in LEAF's layout (Caldas et al., 2018), in sequences of ten words; the last word of the target
/// sequence that is not padding is to be foretold. Samples whose target is word 0 are left out.
public final class Reddit {
    static final int LENGTH = 10;

    /// Where the vocabulary is, seen from the folder of the training set.
    private static final Path VOCABULARY = Path.of("..", "..", "vocab", "reddit_vocab.pck");

    private Reddit() {}

    /// The training set, one file per user.
    ///
    /// @throws BadInput with file and byte of what is wrong
    public static SampleSet train(Path folder) {
        return LeafFolder.train(folder, new Words(vocabulary(folder)));
    }

    /// The test set, with the vocabulary of the training set at `trainFolder`.
    ///
    /// @throws BadInput with file and byte of what is wrong
    public static Dataset test(Path folder, Path trainFolder) {
        return LeafFolder.test(folder, new Words(vocabulary(trainFolder)));
    }

    /// Numbers of words.
    ///
    /// @param size one more than the largest number
    /// @param unknown the number of every word not listed
    /// @param padding the number of what fills a sequence up
    record Vocabulary(Map<String, Integer> numbers, int size, int unknown, int padding) {
        Vocabulary {
            numbers = Map.copyOf(numbers);
            BadInput.unless(size >= 1, "the vocabulary's size", "be at least 2", size + 1);
            int largest = Math.max(Math.max(unknown, padding), Collections.max(numbers.values()));
            BadInput.unless(largest < size, "a word's number", "be below the vocabulary's size - 1, " + size, largest);
        }

        int number(String word) {
            return numbers.getOrDefault(word, unknown);
        }
    }

    /// Reads the pickled dictionary with `vocab`, `size`, `unk_symbol` and `pad_symbol`.
    static Vocabulary vocabulary(Path trainFolder) {
        Path file = trainFolder.resolve(VOCABULARY).normalize();
        try {
            Map<String, Object> entries = PickledBatch.entries(PickledBatch.unpickled(Files.readAllBytes(file)));
            if (!(entries.get("vocab") instanceof Map<?, ?> words) || words.isEmpty()) {
                throw BadInput.must("vocab", "be a dictionary of words", entries.get("vocab"));
            }
            Map<String, Integer> numbers = new HashMap<>();
            words.forEach((word, number) -> numbers.put(String.valueOf(word), whole("the number of a word", number)));
            // The reference's size counts a number that no word has.
            return new Vocabulary(
                    numbers,
                    whole("size", entries.get("size")) - 1,
                    whole("unk_symbol", entries.get("unk_symbol")),
                    whole("pad_symbol", entries.get("pad_symbol")));
        } catch (IOException failure) {
            throw new BadInput(file + ": the vocabulary cannot be read: " + failure.getMessage(), failure)
                    .cure("it lies where LEAF puts it, beside the folder of the data");
        } catch (BadInput bad) {
            throw bad.at(file.toString());
        }
    }

    private static int whole(String what, @Nullable Object value) {
        if (value instanceof Integer number && number >= 0) {
            return number;
        }
        throw BadInput.must(what, "be a whole number of at least 0", value);
    }

    /// An element of `x` is a comment, several sequences of words; one of `y` holds their target sequences.
    private record Words(Vocabulary vocabulary) implements LeafTask<List<float[]>, List<float[]>> {
        @Override
        public SampleSet.Kind kind() {
            return new SampleSet.Kind(List.of(LENGTH), vocabulary.size());
        }

        @Override
        public List<float[]> x(JsonParser json) {
            List<float[]> sequences = new ArrayList<>();
            LeafFile.readArray(json, "a comment", sequence -> sequences.add(sequence(sequence)));
            return sequences;
        }

        private float[] sequence(JsonParser json) {
            List<Integer> numbers = new ArrayList<>();
            LeafFile.readArray(
                    json, "a sequence", word -> numbers.add(vocabulary.number(LeafFile.text(word, "a word"))));
            BadInput.unless(numbers.size() == LENGTH, "a sequence", "have 10 words", numbers.size());
            float[] sequence = new float[LENGTH];
            for (int i = 0; i < LENGTH; i++) {
                sequence[i] = numbers.get(i);
            }
            return sequence;
        }

        @Override
        public List<float[]> y(JsonParser json) {
            BadInput.unless(
                    json.currentToken() == JsonToken.START_OBJECT, "a target", "be an object", json.currentToken());
            List<float[]> targets = new ArrayList<>();
            boolean found = false;
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                if (name.equals("target_tokens")) {
                    found = true;
                    targets.addAll(x(json));
                } else {
                    json.skipChildren();
                }
            }
            BadInput.unless(found, "a target", "hold target_tokens", "without them");
            return targets;
        }

        @Override
        public void add(List<float[]> comment, List<float[]> targets, SampleSet.Builder samples) {
            BadInput.unless(
                    comment.size() == targets.size(), "target_tokens", "number " + comment.size(), targets.size());
            for (int i = 0; i < comment.size(); i++) {
                int target = last(targets.get(i));
                if (target != 0) {
                    samples.add(comment.get(i), target);
                }
            }
        }

        private int last(float[] target) {
            for (int i = target.length - 1; i >= 0; i--) {
                if (target[i] != vocabulary.padding()) {
                    return (int) target[i];
                }
            }
            return vocabulary.padding();
        }
    }
}
