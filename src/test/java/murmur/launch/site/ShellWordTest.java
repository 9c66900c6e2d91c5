package murmur.launch.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Words that mean something to a shell, given to a real one.
class ShellWordTest {
    /// One word each; the names of files that would be made if a shell obeyed one.
    static final List<String> HOSTILE = List.of(
            "",
            "plain",
            "two words",
            "it's",
            "'",
            "\"quoted\"",
            "$(touch obeyed)",
            "`touch obeyed`",
            "; touch obeyed;",
            "| touch obeyed",
            "&& touch obeyed",
            "> obeyed",
            "a\nb",
            "line\n\ntouch obeyed\n",
            "-n",
            "--help",
            "*",
            "?[a-z]",
            "$HOME",
            "${HOME}",
            "~",
            "\\",
            "\\'",
            "a\\nb",
            "!history",
            "#comment",
            "ä€𝄞",
            "\ttab ");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void everyWordArrivesAsItIsAndNoneIsObeyed(String shell) throws Exception {
        List<String> words = new ArrayList<>(List.of("printf", "%s\\0"));
        words.addAll(HOSTILE);

        Said said = Here.execute(
                new ProcessBuilder(shell, "-c", ShellWord.line(words)).directory(folder.toFile()), new byte[0]);

        assertThat(said.err()).isEmpty();
        assertThat(said.out().split("\0", -1)).containsExactlyElementsOf(withEnd(HOSTILE));
        assertThat(folder).isEmptyDirectory();
    }

    private static List<String> withEnd(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.add("");
        return all;
    }

    @Test
    void parametersOfScriptsAreNoScripts() throws Exception {
        for (String word : HOSTILE) {
            String out = new Here().script("cd \"$1\"; printf %s \"$2\"", List.of(folder.toString(), word));

            assertThat(out).isEqualTo(word);
        }
        assertThat(folder).isEmptyDirectory();
    }

    /// More than a pipe holds, in both directions at once.
    @Test
    void longInputAndOutputPass() throws Exception {
        byte[] input = "x".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        Said said = new Here().run(List.of("sh", "-c", "tee /dev/stderr"), input);

        assertThat(said.out()).hasSize(input.length);
        assertThat(said.err()).hasSize(input.length);
    }
}
