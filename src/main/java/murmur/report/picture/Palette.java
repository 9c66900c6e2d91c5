package murmur.report.picture;

import java.util.List;

/// Colours that stay apart for colour-blind readers and in grey: seven steps of *cividis*-like blue to yellow (J.
/// Nuñez,
/// C. Anderton and R. Renslow, 2018), from few neighbours to many.
final class Palette {
    static final String INK = "#333333";
    static final String EDGE = "#b4bcc6";
    static final String ONE_DEGREE = "#33628d";

    private static final List<String> STEPS =
            List.of("#0b2f66", "#35507a", "#5b6d85", "#7f8a86", "#a8a77d", "#d2c66b", "#fbe64a");

    private Palette() {}

    /// @param part 0 for the fewest neighbours, 1 for the most
    static String colour(double part) {
        return STEPS.get((int) Math.round(part * (STEPS.size() - 1)));
    }

    /// Black or white, whichever is easier to read on `colour`.
    static String inkOn(String colour) {
        int red = Integer.parseInt(colour.substring(1, 3), 16);
        int green = Integer.parseInt(colour.substring(3, 5), 16);
        int blue = Integer.parseInt(colour.substring(5, 7), 16);
        return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? "#111111" : "#ffffff";
    }
}
