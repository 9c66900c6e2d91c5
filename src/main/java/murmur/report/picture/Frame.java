package murmur.report.picture;

import java.util.ArrayList;
import java.util.List;

/// Turns places without a unit into places on the sheet: spread as wide as it allows, and discs kept apart.
record Frame(double width, double height) {
    private static final int ROUNDS = 200;

    /// @param apart least distance of two places
    List<Point> fit(List<Point> places, double apart) {
        List<Point> fitted = new ArrayList<>(scaled(places));
        for (int round = 0; round < ROUNDS && pushApart(fitted, apart); round++) {
            fitted.replaceAll(this::inside);
        }
        return fitted;
    }

    private List<Point> scaled(List<Point> places) {
        double left = places.stream().mapToDouble(Point::x).min().orElse(0);
        double right = places.stream().mapToDouble(Point::x).max().orElse(0);
        double top = places.stream().mapToDouble(Point::y).min().orElse(0);
        double bottom = places.stream().mapToDouble(Point::y).max().orElse(0);
        double across = Math.max(right - left, 1e-9);
        double down = Math.max(bottom - top, 1e-9);
        double scale = Math.min(width / across, height / down);
        return places.stream()
                .map(place -> new Point(
                        width / 2 + scale * (place.x() - (left + right) / 2),
                        height / 2 + scale * (place.y() - (top + bottom) / 2)))
                .toList();
    }

    /// Moves two places that are too near each half the way; false when there are none.
    private static boolean pushApart(List<Point> places, double apart) {
        boolean moved = false;
        for (int a = 0; a < places.size(); a++) {
            for (int b = 0; b < a; b++) {
                Point one = places.get(a);
                Point other = places.get(b);
                double gap = one.distance(other);
                if (gap < apart * 0.999) {
                    double step = (apart - gap) / 2;
                    double right = gap == 0 ? 1 : (one.x() - other.x()) / gap;
                    double down = gap == 0 ? 0 : (one.y() - other.y()) / gap;
                    places.set(a, one.plus(step * right, step * down));
                    places.set(b, other.plus(-step * right, -step * down));
                    moved = true;
                }
            }
        }
        return moved;
    }

    private Point inside(Point place) {
        return new Point(Math.clamp(place.x(), 0, width), Math.clamp(place.y(), 0, height));
    }
}
