package murmur.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import murmur.BadInput;

/// The fraction of the samples each part gets: listed by the user, or equal if none is listed.
///
/// @param listed one fraction per part, each in (0, 1], together at most 1; empty for equal parts
public record Fractions(List<Double> listed) {
    /// Decimal fractions such as ten times 0.1 do not add up to 1 exactly.
    private static final double ROUNDING = 1e-9;

    private static final int MOST_PARTS = 1_000_000;
    private static final Pattern LISTS = Pattern.compile("\\s*\\[([^\\[\\]]*)]\\s*(?:\\*\\s*(\\d{1,7})\\s*)?(\\+|\\z)");
    private static final Pattern NUMBER = Pattern.compile(
            "(DECIMAL)(?:\\s*/\\s*(DECIMAL))?".replace("DECIMAL", "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?"));
    private static final Pattern COMMA = Pattern.compile(",");

    /// A comma may follow the last number, as in Python.
    private static final Pattern LAST_COMMA = Pattern.compile("([^,\\s])\\s*,\\s*\\z");

    public Fractions {
        listed = List.copyOf(listed);
        double sum = 0;
        for (double fraction : listed) {
            BadInput.unless(fraction > 0 && fraction <= 1, "a fraction in sizes", "be above 0 and at most 1", fraction);
            sum += fraction;
        }
        BadInput.unless(sum <= 1 + ROUNDING, "the sum of sizes", "be at most 1", sum);
    }

    /// Equal parts.
    public static Fractions equal() {
        return new Fractions(List.of());
    }

    /// Reads the text of a Python list: `[0.25, 0.25, 0.5]`, also `[1/3] * 3` and `[0.1] * 5 + [0.5]`. Empty text or an
    /// empty list means equal parts.
    public static Fractions parse(String text) {
        List<Double> fractions = new ArrayList<>();
        Matcher list = LISTS.matcher(text);
        boolean more = !text.isBlank();
        while (more) {
            if (!list.lookingAt()) {
                throw notAList(text);
            }
            int times = list.group(2) == null ? 1 : Integer.parseInt(list.group(2));
            List<Double> once = numbers(list.group(1), text);
            BadInput.unless((long) once.size() * times <= MOST_PARTS, "sizes", "list at most a million parts", text);
            Collections.nCopies(times, once).forEach(fractions::addAll);
            more = list.group(3).equals("+");
            list.region(list.end(), text.length());
        }
        return new Fractions(fractions);
    }

    private static List<Double> numbers(String items, String text) {
        return items.isBlank()
                ? List.of()
                : Arrays.stream(COMMA.split(LAST_COMMA.matcher(items).replaceFirst("$1"), -1))
                        .map(item -> number(item.strip(), text))
                        .toList();
    }

    /// A number, or the quotient of two.
    private static double number(String item, String text) {
        Matcher number = NUMBER.matcher(item);
        if (!number.matches()) {
            throw notAList(text);
        }
        double dividend = Double.parseDouble(number.group(1));
        return number.group(2) == null ? dividend : dividend / Double.parseDouble(number.group(2));
    }

    private static BadInput notAList(String text) {
        return BadInput.must("sizes", "be a list of numbers", "'" + text + "'")
                .cure("write it like [0.25, 0.25, 0.5], or leave it out for equal parts");
    }

    /// How many of `items` samples each of `parts` parts gets: fractions are cut down to whole samples, so a few may be
    /// left over, and with equal parts the last one gets the remainder.
    ///
    /// @throws BadInput if a part would get none
    public int[] counts(int items, int parts) {
        BadInput.unless(parts >= 1, "parts", "number at least 1", parts);
        BadInput.unless(items >= 1, "the data set", "hold at least 1 sample", items);
        if (items < parts) {
            throw BadInput.must("the number of nodes", "be at most that of the samples, " + items, parts)
                    .cure("use fewer nodes or more data");
        }
        if (!listed.isEmpty() && listed.size() != parts) {
            throw BadInput.must("sizes", "list one fraction per node, " + parts, listed.size());
        }
        int[] counts = new int[parts];
        long total = 0;
        for (int part = 0; part < parts; part++) {
            double fraction = listed.isEmpty() ? equalFraction(items, parts, part) : listed.get(part);
            counts[part] = (int) Math.floor(fraction * items);
            BadInput.unless(counts[part] >= 1, "the samples of node " + part, "number at least 1", counts[part]);
            total += counts[part];
        }
        BadInput.unless(total <= items, "the samples of all nodes", "number at most " + items, total);
        return counts;
    }

    /// In the very order of the reference's arithmetic, whose rounding decides whether a sample is left over.
    private static double equalFraction(int items, int parts, int part) {
        int whole = items / parts;
        double fraction = whole / (double) items;
        return part == parts - 1 ? fraction + (1 - fraction * parts) : fraction;
    }
}
