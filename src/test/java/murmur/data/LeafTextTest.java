package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeafTextTest {
    /// {'vocab': {'<PAD>': 0, '<UNK>': 1, 'the': 2, 'cat': 3, 'sat': 4}, 'size': 6, 'unk_symbol': 1, 'pad_symbol': 0}
    private static final String VOCABULARY =
            "gASVZAAAAAAAAAB9lCiMBXZvY2FilH2UKIwFPFBBRD6USwCMBTxVTks+lEsBjAN0aGWUSwKMA2NhdJRLA4wDc2F0lEsEdYwEc2l6"
                    + "ZZRLBowKdW5rX3N5bWJvbJRLAYwKcGFkX3N5bWJvbJRLAHUu";

    @TempDir
    private Path folder;

    @Test
    void charactersAreNumberedByTheReferencesAlphabet() throws IOException {
        String line = "dh{\\n}}" + "a".repeat(72) + "<>";
        LeafFiles.write(folder.resolve("HAMLET.json"), new LeafFiles.User("HAMLET", "[\"" + line + "\"]", "[\">\"]"));

        SampleSet lines = Shakespeare.train(folder);

        assertThat(Shakespeare.CLASSES).isEqualTo(92);
        assertThat(lines.shape()).containsExactly(80);
        assertThat(lines.label(0)).isEqualTo(91);
        // Of the doubled braces the later one counts.
        assertThat(Datasets.image(lines, 0))
                .startsWith(0, 1, 87, 62, 89, 89, 63)
                .endsWith(63, 90, 91);
    }

    @Test
    void everyThirtiethLineIsTestedWith() throws IOException {
        String lines = IntStream.range(0, 61)
                .mapToObj(i -> "\"" + "dhlptx".charAt(i % 6) + "a".repeat(79) + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
        LeafFiles.write(
                folder.resolve("test.json"),
                new LeafFiles.User("HAMLET", lines, "[" + "\"a\", ".repeat(60) + "\"a\"]"));

        Dataset test = Shakespeare.test(folder);

        assertThat(test.size()).isEqualTo(3);
        assertThat(Datasets.image(test, 1)[0]).isZero();
    }

    @Test
    void otherCharactersAndLengthsAreRefused() throws IOException {
        LeafFiles.write(folder.resolve("a.json"), new LeafFiles.User("a", "[\"" + "é".repeat(80) + "\"]", "[\"a\"]"));
        assertThatThrownBy(() -> Shakespeare.train(folder))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("a.json, byte ")
                .hasMessageContaining(
                        "character 0 must be one of the 92 known ones, was LATIN SMALL LETTER E WITH ACUTE");
        LeafFiles.write(folder.resolve("a.json"), new LeafFiles.User("a", "[\"ab\"]", "[\"a\"]"));
        assertThatThrownBy(() -> Shakespeare.train(folder)).hasMessageContaining("must have length 80, was 2");
    }

    private Path redditFolder(String comment, String targets) throws IOException {
        Path words = folder.resolve("vocab").resolve("reddit_vocab.pck");
        Files.createDirectories(words.getParent());
        Files.write(words, Base64.getDecoder().decode(VOCABULARY));
        Path train = folder.resolve("data").resolve("train");
        LeafFiles.write(train.resolve("u.json"), new LeafFiles.User("u", comment, targets));
        return train;
    }

    private static String words(String first, String rest) {
        return "[\"" + first + "\"" + (", \"" + rest + "\"").repeat(9) + "]";
    }

    @Test
    void theLastWordThatIsNotPaddingIsForetold() throws IOException {
        String comment = "[[" + words("the", "dog") + ", " + words("cat", "<PAD>") + "]]";
        String targets = "[{\"target_tokens\": [" + words("cat", "sat") + ", " + words("<PAD>", "<PAD>")
                + "], \"count_tokens\": [[10]]}]";
        Path train = redditFolder(comment, targets);

        SampleSet samples = Reddit.train(train);

        // The second target is all padding: that sample is left out.
        assertThat(Datasets.labels(samples)).containsExactly(4);
        assertThat(Datasets.image(samples, 0)).containsExactly(2, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(samples.classes()).isEqualTo(5);
        assertThat(Datasets.labels(Reddit.test(train, train))).containsExactly(4);
    }

    @Test
    void damagedVocabulariesAndCommentsAreRefused() throws IOException {
        Path train = redditFolder("[[[\"the\"]]]", "[{}]");
        assertThatThrownBy(() -> Reddit.train(train)).hasMessageContaining("a sequence must have 10 words, was 1");

        redditFolder("[[" + words("the", "dog") + "]]", "[{\"x\": 1}]");
        assertThatThrownBy(() -> Reddit.train(train)).hasMessageContaining("a target must hold target_tokens");

        Path words = folder.resolve("vocab").resolve("reddit_vocab.pck");
        Files.write(words, new byte[] {(byte) 0x80, 4, 'x'});
        assertThatThrownBy(() -> Reddit.train(train))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("reddit_vocab.pck: byte ");
        Files.delete(words);
        assertThatThrownBy(() -> Reddit.train(train)).hasMessageContaining("the vocabulary cannot be read");
    }
}
