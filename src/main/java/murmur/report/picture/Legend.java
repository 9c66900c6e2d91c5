package murmur.report.picture;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;

/// Which colour stands for which degree.
record Legend(SortedMap<Integer, Integer> degrees) {
    private static final double TEXT = 17;
    private static final double STEP = 46;
    private static final int MOST_SHOWN = 16;

    boolean regular() {
        return degrees.size() == 1;
    }

    int height() {
        return regular() ? 0 : 60;
    }

    /// `degree 4`, `degree 2–11`
    String summary() {
        return "degree " + degrees.firstKey() + (regular() ? "" : "–" + degrees.lastKey());
    }

    String colour(int degree) {
        if (regular()) {
            return Palette.ONE_DEGREE;
        }
        return Palette.colour((double) (degree - degrees.firstKey()) / (degrees.lastKey() - degrees.firstKey()));
    }

    void draw(Canvas canvas, Point start) {
        if (regular()) {
            return;
        }
        canvas.textFrom(start, TEXT, Palette.INK, "degree");
        List<Integer> shown = shown();
        for (int k = 0; k < shown.size(); k++) {
            Point place = start.plus(85 + k * STEP, 0);
            String colour = colour(shown.get(k));
            canvas.disc(place, TEXT, colour, "degree " + shown.get(k));
            canvas.text(place, TEXT * 0.95, Palette.inkOn(colour), Integer.toString(shown.get(k)));
        }
    }

    /// All degrees, or as many as there is room for, from the smallest to the largest.
    private List<Integer> shown() {
        List<Integer> all = List.copyOf(degrees.keySet());
        if (all.size() <= MOST_SHOWN) {
            return all;
        }
        return IntStream.range(0, MOST_SHOWN)
                .mapToObj(k -> all.get(k * (all.size() - 1) / (MOST_SHOWN - 1)))
                .toList();
    }
}
