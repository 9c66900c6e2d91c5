package murmur.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/// The real command, run inside the test's process: what it ended with, and what it printed.
public record Murmur(int status, String out, String err) {
    /// Runs `murmur <words>`; words may be of any kind, such as paths.
    public static Murmur murmur(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = Arrays.stream(words).map(String::valueOf).toArray(String[]::new);
        int status = Main.execute(new PrintWriter(out), new PrintWriter(err), texts);
        return new Murmur(status, out.toString(), err.toString());
    }
}
