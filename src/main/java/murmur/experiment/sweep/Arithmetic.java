package murmur.experiment.sweep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The values of a list: texts, of which quotients of two numbers, such as `0.225/4`, are computed.
final class Arithmetic {
    private static final String NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?";
    private static final Pattern QUOTIENT = Pattern.compile("(" + NUMBER + ")\\s*/\\s*(" + NUMBER + ")");
    private static final Pattern PLAIN = Pattern.compile(NUMBER);

    private Arithmetic() {}

    /// The values between commas and line ends that no bracket encloses.
    static List<String> list(String text) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            depth += "([{".indexOf(character) >= 0 ? 1 : ")]}".indexOf(character) >= 0 ? -1 : 0;
            if (depth == 0 && (character == ',' || character == '\n')) {
                add(values, value);
            } else {
                value.append(character);
            }
        }
        add(values, value);
        return values;
    }

    private static void add(List<String> values, StringBuilder value) {
        String stripped = value.toString().replace('\n', ' ').strip();
        if (!stripped.isEmpty()) {
            values.add(computed(stripped));
        }
        value.setLength(0);
    }

    private static String computed(String value) {
        Matcher quotient = QUOTIENT.matcher(value);
        if (!quotient.matches()) {
            return value;
        }
        double result = Double.parseDouble(quotient.group(1)) / Double.parseDouble(quotient.group(2));
        return Double.isFinite(result) ? plain(result) : value;
    }

    static boolean isNumber(String value) {
        return PLAIN.matcher(value).matches();
    }

    /// The shortest decimal number that reads as this one, without an exponent.
    static String plain(double number) {
        BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
        return exact.toPlainString();
    }
}
