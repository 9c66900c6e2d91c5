package murmur.report.picture;

import java.awt.Color;
import java.util.List;
import java.util.Locale;

/// Colours that stay apart for colour-blind readers and in grey: from dark blue, few neighbours, to yellow,
/// many, in the manner of *cividis* (J. Nuñez, C. Anderton and R. Renslow, 2018).
final class Palette {
    static final String INK = "#333333";
    static final String EDGE = "#a6b0bb";
    static final String ONE_DEGREE = "#33628d";

    /// Above this brightness, of 255, black is easier to read.
    private static final double BRIGHT = 115;

    private static final List<Color> STEPS = List.of(
            new Color(0x0b2f66),
            new Color(0x35507a),
            new Color(0x5b6d85),
            new Color(0x7f8a86),
            new Color(0xa8a77d),
            new Color(0xd2c66b),
            new Color(0xfbe64a));

    private Palette() {}

    /// @param part 0 for the fewest neighbours, 1 for the most
    static String colour(double part) {
        double place = part * (STEPS.size() - 1);
        int step = Math.min((int) place, STEPS.size() - 2);
        Color below = STEPS.get(step);
        Color above = STEPS.get(step + 1);
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                between(below.getRed(), above.getRed(), place - step),
                between(below.getGreen(), above.getGreen(), place - step),
                between(below.getBlue(), above.getBlue(), place - step));
    }

    private static int between(int from, int to, double part) {
        return (int) Math.round(from + part * (to - from));
    }

    /// Black or white, whichever is easier to read on `colour`.
    static String inkOn(String colour) {
        Color ground = Color.decode(colour);
        double brightness = 0.299 * ground.getRed() + 0.587 * ground.getGreen() + 0.114 * ground.getBlue();
        return brightness > BRIGHT ? "#111111" : "#ffffff";
    }
}
