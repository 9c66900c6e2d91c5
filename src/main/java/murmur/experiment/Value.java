package murmur.experiment;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the text of an entry means to the reference: the first that fits of whole number, real number, truth value,
/// nothing, text. Lists stay text.
public sealed interface Value {
    /// `12`, `-1_000`, `0xff`, `0o17`, `0b101`; of any size.
    record Whole(BigInteger value) implements Value {}

    /// `0.05`, `.5`, `1e-3`, `inf`, `nan`.
    record Real(double value) implements Value {}

    /// `true`, `yes`, `on`, `false`, `no`, `off`, in any case.
    record Truth(boolean value) implements Value {}

    /// `none`, in any case.
    record None() implements Value {}

    /// Anything else, trimmed; also the empty text.
    record Text(String value) implements Value {}

    /// The value of a text, by the typing rules above.
    static Value of(String text) {
        var trimmed = IniParser.strip(text);
        if (Notation.WHOLE.matcher(trimmed).matches()) {
            return new Whole(new BigInteger(trimmed.replace("_", "")));
        }
        if (Notation.BASED.matcher(trimmed).matches()) {
            return new Whole(Notation.based(trimmed.replace("_", "").toLowerCase(Locale.ROOT)));
        }
        if (Notation.REAL.matcher(trimmed).matches()) {
            return new Real(Double.parseDouble(trimmed.replace("_", "")));
        }
        return Notation.word(trimmed);
    }

    /// How Python writes numbers.
    final class Notation {
        private static final String DIGITS = "\\d+(_\\d+)*";
        private static final Pattern WHOLE = Pattern.compile("[+-]?" + DIGITS);
        private static final Pattern BASED =
                Pattern.compile("[+-]?0([xX](_?[0-9a-fA-F]+)+|[oO](_?[0-7]+)+|[bB](_?[01]+)+)");
        private static final Pattern REAL =
                Pattern.compile("[+-]?(%1$s(\\.(%1$s)?)?|\\.%1$s)([eE][+-]?%1$s)?".formatted(DIGITS));

        private Notation() {}

        private static BigInteger based(String text) {
            var start = Character.isDigit(text.charAt(0)) ? 0 : 1;
            var base = switch (text.charAt(start + 1)) {
                case 'x' -> 16;
                case 'o' -> 8;
                default -> 2;
            };
            var magnitude = new BigInteger(text.substring(start + 2), base);
            return text.startsWith("-") ? magnitude.negate() : magnitude;
        }

        private static Value word(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "inf", "+inf", "infinity", "+infinity" -> new Real(Double.POSITIVE_INFINITY);
                case "-inf", "-infinity" -> new Real(Double.NEGATIVE_INFINITY);
                case "nan", "+nan", "-nan" -> new Real(Double.NaN);
                case "true", "yes", "on" -> new Truth(true);
                case "false", "no", "off" -> new Truth(false);
                case "none" -> new None();
                default -> new Text(text);
            };
        }
    }
}
