package murmur.experiment.sweep;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Standard deviations of noise as the reference names them: fractions of 0.225, the norm of a gradient it measured.
/// `4th` is a quarter of it, `0p5th` twice as much, `p` being the decimal point.
final class NoiseLevel {
    private static final BigDecimal WHOLE = new BigDecimal("0.225");
    private static final Pattern LEVEL = Pattern.compile("(\\d+)(?:p(\\d+))?th");

    /// The reference has this one rounded.
    private static final String ROUNDED = "128th";

    private static final String ROUNDED_VALUE = "0.001757813";
    private static final double HUNDREDTHS = 100;

    private NoiseLevel() {}

    /// The standard deviation of a level; nothing for any other text, nor for a level of zero.
    static Optional<String> deviation(String level) {
        Matcher parts = LEVEL.matcher(level);
        if (!parts.matches()) {
            return Optional.empty();
        }
        if (level.equals(ROUNDED)) {
            return Optional.of(ROUNDED_VALUE);
        }
        String divisor = parts.group(1) + (parts.group(2) == null ? "" : "." + parts.group(2));
        return new BigDecimal(divisor).signum() == 0
                ? Optional.empty()
                : Optional.of(Arithmetic.plain(WHOLE.doubleValue() / Double.parseDouble(divisor)));
    }

    /// The level of a standard deviation, if it has a short one.
    static Optional<String> of(double deviation) {
        if (deviation <= 0) {
            return Optional.empty();
        }
        if (Arithmetic.plain(deviation).equals(ROUNDED_VALUE)) {
            return Optional.of(ROUNDED);
        }
        double divisor = Math.rint(HUNDREDTHS * WHOLE.doubleValue() / deviation) / HUNDREDTHS;
        boolean exact = divisor > 0 && WHOLE.doubleValue() / divisor == deviation;
        return exact ? Optional.of(Arithmetic.plain(divisor).replace('.', 'p') + "th") : Optional.empty();
    }
}
