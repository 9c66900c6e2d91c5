package murmur.topology;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import murmur.BadInput;

/// The generators by the words used in configurations and on the command line: `regular 6`, `ring`, `small-world 3
/// 0.1`.
public final class Generators {
    private record Kind(String usage, Function<String[], Generator> make) {
        String word() {
            return words()[0];
        }

        String[] words() {
            return usage.split(" ", -1);
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("regular DEGREE", words -> new RandomRegular(whole(words[1], "DEGREE"))),
            new Kind("reference-regular DEGREE", words -> new ReferenceRegular(whole(words[1], "DEGREE"))),
            new Kind("ring", words -> new Ring()),
            new Kind("line", words -> new Line()),
            new Kind("star", words -> new Star()),
            new Kind("complete", words -> new Complete()),
            new Kind("torus", words -> new Torus()),
            new Kind("hypercube", words -> new Hypercube()),
            new Kind("exponential", words -> new Exponential()),
            new Kind("erdos-renyi PROBABILITY", words -> new ErdosRenyi(real(words[1], "PROBABILITY"))),
            new Kind(
                    "small-world EACH-SIDE REWIRING",
                    words -> new SmallWorld(whole(words[1], "EACH-SIDE"), real(words[2], "REWIRING"))));

    private Generators() {}

    /// How each generator is written, for help texts: `regular DEGREE`, `ring`, …
    public static List<String> usages() {
        return KINDS.stream().map(Kind::usage).toList();
    }

    /// @throws BadInput naming the nearest generator when `text` means none, or its parameters when they do not fit
    public static Generator parse(String text) {
        String[] words = text.strip().split("\\s+");
        Kind kind = KINDS.stream()
                .filter(known -> known.word().equals(words[0]))
                .findFirst()
                .orElseThrow(() -> unknown(words[0]));
        if (words.length != kind.words().length) {
            throw BadInput.must("graph", "be written '" + kind.usage() + "'", "'" + text + "'");
        }
        try {
            return kind.make().apply(words);
        } catch (BadInput wrong) {
            throw wrong.at("graph '" + text + "'");
        }
    }

    private static BadInput unknown(String word) {
        String known = KINDS.stream().map(Kind::word).collect(Collectors.joining(", "));
        String nearest = KINDS.stream()
                .map(Kind::word)
                .min(Comparator.<String, Boolean>comparing(candidate -> !candidate.startsWith(word))
                        .thenComparingInt(candidate -> changes(word, candidate)))
                .orElseThrow();
        return BadInput.must("graph", "be one of " + known, "'" + word + "'").cure("did you mean " + nearest + "?");
    }

    private static int whole(String word, String what) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw BadInput.must(what, "be a whole number", "'" + word + "'");
        }
    }

    private static double real(String word, String what) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw BadInput.must(what, "be a number", "'" + word + "'");
        }
    }

    /// Letters to insert, delete or replace to turn one word into the other (Levenshtein distance).
    private static int changes(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, column -> column);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[to.length()];
    }
}
