package murmur.experiment;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Some iterations or nodes, as users write them: `1,100-500`.
///
/// @param ranges none for all numbers
public record NumberList(List<Range> ranges) implements IntPredicate {
    public static final NumberList ALL = new NumberList(List.of());

    private static final Pattern RANGE = Pattern.compile("\\s*(\\d{1,9})(?:\\s*-\\s*(\\d{1,9}))?\\s*");

    /// From `first` to `last`, both included.
    public record Range(int first, int last) {}

    public NumberList {
        ranges = List.copyOf(ranges);
    }

    /// Empty when `text` is no such list, or a range in it ends before it begins.
    public static Optional<NumberList> parse(String text) {
        List<Optional<Range>> ranges =
                Stream.of(text.split(",", -1)).map(NumberList::range).toList();
        return ranges.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        new NumberList(ranges.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }

    private static Optional<Range> range(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
        return first <= last ? Optional.of(new Range(first, last)) : Optional.empty();
    }

    @Override
    public boolean test(int number) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.first() <= number && number <= range.last());
    }

    /// Whether all numbers of the ranges are below `bound`.
    boolean below(int bound) {
        return ranges.stream().allMatch(range -> range.last() < bound);
    }

    /// The numbers of the ranges.
    IntStream numbers() {
        return ranges.stream().flatMapToInt(range -> IntStream.rangeClosed(range.first(), range.last()));
    }
}
