package murmur.cli;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import murmur.BadInput;
import org.jspecify.annotations.Nullable;

/// Some iterations or nodes: `1,100-500`.
///
/// @param ranges empty for all
record NumberList(List<Range> ranges) implements IntPredicate {
    private static final Pattern RANGE = Pattern.compile("\\s*(\\d{1,9})(?:-(\\d{1,9}))?\\s*");

    record Range(int first, int last) {}

    /// @param option where the text was given
    static NumberList parse(String option, @Nullable String text) {
        return new NumberList(
                text == null
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(part -> range(option, part, text))
                                .toList());
    }

    private static Range range(String option, String part, String text) {
        Matcher range = RANGE.matcher(part);
        if (!range.matches()) {
            throw BadInput.must(option, "be numbers and ranges such as 1,100-500", text);
        }
        int first = Integer.parseInt(range.group(1));
        return new Range(first, range.group(2) == null ? first : Integer.parseInt(range.group(2)));
    }

    @Override
    public boolean test(int number) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.first() <= number && number <= range.last());
    }
}
