package murmur.experiment;

import java.util.regex.Pattern;
import murmur.BadInput;
import org.jspecify.annotations.Nullable;

/// One key of a section, with its text as it stands in the file (trimmed; continuation lines joined by line feeds).
public record Entry(String section, String key, String text, Origin origin) {
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)([#;].*)|([#;]\\s.*)");
    private static final Pattern PLAIN = Pattern.compile("[^\\s;\"]+");
    private static final int LONGEST_QUOTE = 80;

    /// What messages call this entry: `config.ini:12: [TRAIN_PARAMS] batch_size`, or the option that set it.
    public String place() {
        return switch (origin) {
            case Origin.Line line -> line.file() + ":" + line.number() + ": [" + section + "] " + key;
            case Origin.Option option -> option.name();
        };
    }

    /// `<place> must <condition>, was <text>`, with the cure where the format has misled the writer of the file.
    public BadInput refusal(String condition) {
        return refusal(condition, null);
    }

    /// The same, with `advice` where the format has not misled anybody.
    BadInput refusal(String condition, @Nullable String advice) {
        var refusal = BadInput.must(place(), condition, quoted());
        var cure = origin instanceof Origin.Line ? formatAdvice() : null;
        var best = cure == null ? advice : cure;
        return best == null ? refusal : refusal.cure(best);
    }

    /// A complaint about a value that the reference knows, and we will not pretend to honour.
    BadInput unsupported(String explanation) {
        String value = origin instanceof Origin.Line ? " = " + text : " " + text;
        return new BadInput(
                place() + value + " is known to decentralizepy, but not supported by this version: " + explanation);
    }

    private @Nullable String formatAdvice() {
        var comment = COMMENT.matcher(text);
        if (comment.find()) {
            var found = comment.group(1) == null ? comment.group(2) : comment.group(1);
            return "a comment behind a value is not removed: move " + quote(found) + " to a line of its own";
        }
        return text.contains("\n") ? "an indented line continues the value above it" : null;
    }

    /// The text as messages show it: bare when it is one plain word, else in quotes and on one line.
    String quoted() {
        if (text.isEmpty()) {
            return "blank";
        }
        return PLAIN.matcher(text).matches() && text.length() <= LONGEST_QUOTE ? text : quote(text);
    }

    static String quote(String text) {
        var line = text.replace("\n", "\\n");
        return '"' + (line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…") + '"';
    }
}
