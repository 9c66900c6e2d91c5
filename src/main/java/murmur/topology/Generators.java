package murmur.topology;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import murmur.BadInput;
import murmur.Nearest;

/// The generators by the words used in configurations and on the command line: `regular 6`, `ring`, `small-world 3
/// 0.1`.
public final class Generators {
    /// @param usage the word, and its parameters; those in brackets can be left out
    private record Kind(String usage, Function<List<String>, Generator> make) {
        String word() {
            return usage.split(" ", -1)[0];
        }

        boolean takes(int parameters) {
            long all = usage.chars().filter(c -> c == ' ').count();
            long optional = usage.chars().filter(c -> c == '[').count();
            return parameters >= all - optional && parameters <= all;
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("regular DEGREE", given -> new RandomRegular(whole(given.get(0), "DEGREE"))),
            new Kind("reference-regular DEGREE", given -> new ReferenceRegular(whole(given.get(0), "DEGREE"))),
            new Kind("ring", given -> new Ring()),
            new Kind("line", given -> new Line()),
            new Kind("star", given -> new Star()),
            new Kind("complete", given -> new Complete()),
            new Kind("torus", given -> new Torus()),
            new Kind("hypercube", given -> new Hypercube()),
            new Kind("exponential", given -> new Exponential()),
            new Kind("one-peer-exponential STEP", given -> new OnePeerStep(whole(given.get(0), "STEP"))),
            new Kind("erdos-renyi PROBABILITY", given -> new ErdosRenyi(real(given.get(0), "PROBABILITY"))),
            new Kind(
                    "small-world EACH-SIDE REWIRING",
                    given -> new SmallWorld(whole(given.get(0), "EACH-SIDE"), real(given.get(1), "REWIRING"))),
            new Kind("from-file FILE [TYPE]", given -> new FromFile(Path.of(given.get(0)), format(given))),
            new Kind("connected FILE [TYPE]", given -> new Connected(Path.of(given.get(0)), format(given))));

    private Generators() {}

    /// How each generator is written, for help texts: `regular DEGREE`, `ring`, …
    public static List<String> usages() {
        return KINDS.stream().map(Kind::usage).toList();
    }

    /// Whether `text` begins with the word of a generator.
    public static boolean isMeantBy(String text) {
        String word = words(text).getFirst();
        return KINDS.stream().anyMatch(kind -> kind.word().equals(word));
    }

    /// @throws BadInput naming the nearest generator when `text` means none, or its parameters when they do not fit
    public static Generator parse(String text) {
        return parse(words(text));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+", -1));
    }

    /// The same, from a word and its parameters, so that the name of a file may have blanks in it.
    public static Generator parse(List<String> words) {
        String text = String.join(" ", words);
        Kind kind = KINDS.stream()
                .filter(known -> known.word().equals(words.getFirst()))
                .findFirst()
                .orElseThrow(() -> unknown(words.getFirst()));
        if (!kind.takes(words.size() - 1)) {
            throw BadInput.must("graph", "be written '" + kind.usage() + "'", "'" + text + "'");
        }
        try {
            return kind.make().apply(words.subList(1, words.size()));
        } catch (BadInput wrong) {
            throw wrong.at("graph '" + text + "'");
        }
    }

    private static BadInput unknown(String word) {
        List<String> known = KINDS.stream().map(Kind::word).toList();
        BadInput complaint = BadInput.must("graph", "be one of " + String.join(", ", known), "'" + word + "'");
        return nearest(word, known)
                .map(nearest -> complaint.cure("did you mean " + nearest + "?"))
                .orElse(complaint);
    }

    /// An abbreviation may be far from its word in letters.
    private static Optional<String> nearest(String word, List<String> known) {
        return known.stream()
                .filter(candidate -> !word.isEmpty() && candidate.startsWith(word))
                .findFirst()
                .or(() -> Optional.ofNullable(Nearest.to(word, known)));
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

    private static GraphFile.Format format(List<String> given) {
        return given.size() < 2 ? GraphFile.Format.EDGES : GraphFile.Format.parse(given.get(1));
    }
}
