package murmur.launch.site;

import java.util.List;
import java.util.stream.Collectors;

/// Words for a POSIX shell. Every command line that a shell reads is made here.
final class ShellWord {
    private ShellWord() {}

    /// A command line that a shell takes apart into exactly these words, whatever is in them.
    static String line(List<String> words) {
        return words.stream().map(ShellWord::quoted).collect(Collectors.joining(" "));
    }

    /// Between single quotes nothing means anything but the quote that ends them.
    static String quoted(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a word cannot hold a zero byte");
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
