package murmur.experiment;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import murmur.BadInput;
import murmur.Nearest;

/// What a key may hold, and how its text becomes a `T`. Texts are typed as the reference types them, see [Value].
///
/// @param condition the end of "must …": `be a whole number of at least 1`
/// @param conversion empty for a text that breaks the condition
/// @param words the texts allowed, if they can be listed; the nearest of them is suggested for a wrong one
/// @param unsupported texts that decentralizepy knows and this version does not, each with an explanation
public record Kind<T>(
        String condition,
        Function<String, Optional<T>> conversion,
        List<String> words,
        Map<String, String> unsupported) {
    /// A whole number of 32 bits.
    public static final Kind<Integer> WHOLE = of(
            "be a whole number",
            text -> whole(text).map(number -> number.value().intValueExact()));

    /// A whole number of 64 bits; for seeds.
    public static final Kind<Long> LONG = of(
            "be a whole number",
            text -> whole(text).map(number -> number.value().longValueExact()));

    /// A real number, infinity and NaN included.
    public static final Kind<Double> NUMBER = of("be a number", Kind::number);

    /// True or false. The reference asks for Python truth, so 1 and 0 serve too.
    public static final Kind<Boolean> TRUTH = of("be true or false", Kind::truth);

    /// One line of text: a name, a path.
    public static final Kind<String> TEXT = of("be one line of text", Kind::line);

    /// A Python list of finite numbers, `[0.5, 0.25, 0.25]`, on one line or several.
    public static final Kind<List<Double>> NUMBERS = of("be a list such as [0.5, 0.25, 0.25]", Kind::numbers);

    public Kind {
        words = List.copyOf(words);
        unsupported = Map.copyOf(unsupported);
    }

    /// A kind with a conversion of the caller's own; it sees the text as it stands, `none` and blank included.
    public static <T> Kind<T> of(String condition, Function<String, Optional<T>> conversion) {
        return new Kind<>(condition, conversion, List.of(), Map.of());
    }

    /// One of a list of words, in exact case, each standing for a value.
    public static <T> Kind<T> oneOf(SequencedMap<String, T> values) {
        var words = List.copyOf(values.keySet());
        var copy = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        return new Kind<>("be " + alternatives(words), text -> Optional.ofNullable(copy.get(text)), words, Map.of());
    }

    /// One of a list of words, in exact case.
    public static Kind<String> oneOf(String... words) {
        var values = new LinkedHashMap<String, String>();
        Arrays.stream(words).forEach(word -> values.put(word, word));
        return oneOf(values);
    }

    /// `be a whole number of at least <least>`
    public static Kind<Integer> wholeAtLeast(int least) {
        return WHOLE.which("of at least " + least, number -> number >= least);
    }

    /// `be a finite number of at least <least>`
    public static Kind<Double> numberAtLeast(double least) {
        return finite().which("of at least " + shortest(least), number -> number >= least);
    }

    /// `be a finite number above <bound>`
    public static Kind<Double> numberAbove(double bound) {
        return finite().which("above " + shortest(bound), number -> number > bound);
    }

    /// `be a finite number between <least> and <most>`, both included
    public static Kind<Double> numberBetween(double least, double most) {
        var range = "between " + shortest(least) + " and " + shortest(most);
        return finite().which(range, number -> number >= least && number <= most);
    }

    /// This kind, narrowed: `which("of at least 1", number -> number >= 1)`.
    public Kind<T> which(String narrower, Predicate<T> holds) {
        return new Kind<>(
                condition + " " + narrower, text -> conversion.apply(text).filter(holds), words, unsupported);
    }

    /// This kind, suggesting the nearest of these words for a wrong one.
    Kind<T> suggesting(List<String> known) {
        return new Kind<>(condition, conversion, known, unsupported);
    }

    /// This kind, saying for some refused texts that only this version does not know them, and what to do.
    public Kind<T> unsupported(Map<String, String> explanations) {
        return new Kind<>(condition, conversion, words, explanations);
    }

    /// The value of an entry.
    ///
    /// @throws BadInput naming the entry, if its text breaks the condition
    T convert(Entry entry) {
        try {
            return conversion.apply(entry.text()).orElseThrow(() -> refusal(entry));
        } catch (ArithmeticException tooLarge) {
            throw entry.refusal(condition, "it is too large");
        }
    }

    private BadInput refusal(Entry entry) {
        var explanation = unsupported.get(entry.text());
        if (explanation != null) {
            return entry.unsupported(explanation);
        }
        var nearest = Nearest.to(entry.text(), words);
        return entry.refusal(condition, nearest == null ? null : "did you mean \"" + nearest + "\"?");
    }

    /// Whole numbers with blanks between them, at least one.
    static Kind<List<Integer>> wholes() {
        return of("be whole numbers", text -> {
            var numbers =
                    Arrays.stream(text.strip().split("\\s+")).map(Kind::whole).toList();
            return numbers.stream().allMatch(Optional::isPresent)
                    ? Optional.of(numbers.stream()
                            .map(number -> number.orElseThrow().value().intValueExact())
                            .toList())
                    : Optional.empty();
        });
    }

    private static Kind<Double> finite() {
        return of("be a finite number", text -> number(text).filter(Double::isFinite));
    }

    private static Optional<Value.Whole> whole(String text) {
        return Value.of(text) instanceof Value.Whole number ? Optional.of(number) : Optional.empty();
    }

    private static Optional<Double> number(String text) {
        return switch (Value.of(text)) {
            case Value.Whole number -> Optional.of(number.value().doubleValue());
            case Value.Real number -> Optional.of(number.value());
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> truth(String text) {
        var value = Value.of(text);
        if (value.equals(new Value.Whole(BigInteger.ZERO)) || value.equals(new Value.Whole(BigInteger.ONE))) {
            return Optional.of(value.equals(new Value.Whole(BigInteger.ONE)));
        }
        return value instanceof Value.Truth truth ? Optional.of(truth.value()) : Optional.empty();
    }

    private static Optional<String> line(String text) {
        var usable = !text.isEmpty() && !text.contains("\n") && !(Value.of(text) instanceof Value.None);
        return usable ? Optional.of(text) : Optional.empty();
    }

    private static Optional<List<Double>> numbers(String text) {
        var trimmed = IniParser.strip(text);
        if (!trimmed.startsWith("[") || !trimmed.endsWith("]") || trimmed.length() < 2) {
            return Optional.empty();
        }
        var items = IniParser.strip(trimmed.substring(1, trimmed.length() - 1));
        var complete = items.endsWith(",") ? items.substring(0, items.length() - 1) : items;
        var numbers = Arrays.stream(complete.split(",", -1)).map(Kind::number).toList();
        return numbers.stream()
                        .allMatch(number -> number.filter(Double::isFinite).isPresent())
                ? Optional.of(numbers.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }

    private static String alternatives(List<String> words) {
        if (words.size() == 1) {
            return words.getFirst();
        }
        var allButLast = words.stream().limit(words.size() - 1L).collect(Collectors.joining(", "));
        return allButLast + " or " + words.getLast();
    }

    private static String shortest(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
