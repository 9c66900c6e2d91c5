package murmur.cli;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import murmur.BadInput;
import org.jspecify.annotations.Nullable;

/// Some iterations, counted from 1: `1,100-500`.
///
/// @param ranges empty for all iterations
record IterationList(List<Range> ranges) implements IntPredicate {
    private static final Pattern RANGE = Pattern.compile("\\s*(\\d{1,9})(?:-(\\d{1,9}))?\\s*");

    record Range(int first, int last) {}

    static IterationList parse(@Nullable String text) {
        return new IterationList(
                text == null
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(part -> range(part, text))
                                .toList());
    }

    private static Range range(String part, String text) {
        Matcher range = RANGE.matcher(part);
        if (!range.matches()) {
            throw BadInput.must("--iterations", "be numbers and ranges such as 1,100-500", text);
        }
        int first = Integer.parseInt(range.group(1));
        return new Range(first, range.group(2) == null ? first : Integer.parseInt(range.group(2)));
    }

    @Override
    public boolean test(int iteration) {
        return ranges.isEmpty()
                || ranges.stream().anyMatch(range -> range.first() <= iteration && iteration <= range.last());
    }
}
