package murmur.report.picture;

import java.util.ArrayList;
import java.util.List;
import murmur.topology.Graph;

/// Turns places without a unit into places on the sheet: as wide as it allows, discs apart from each other and,
/// in small graphs, from the edges that are not theirs.
record Frame(Graph graph, double side, double radius) {
    private static final int ROUNDS = 300;

    /// Pushing widens the picture, and what makes it fit again brings discs nearer together.
    private static final int ROUNDS_TO_SCALING = 10;

    /// Discs and edges to compare; with more, edges under discs cannot be helped.
    private static final long MOST_COMPARED = 4_000;

    private static final double DISC_TO_DISC = 2.4;
    private static final double DISC_TO_EDGE = 1.5;

    List<Point> fit(GraphLayout layout) {
        List<Point> fitted = new ArrayList<>(scaled(layout.places()));
        boolean clearEdges = !layout.round() && (long) graph.nodes() * graph.edges() <= MOST_COMPARED;
        boolean moved = true;
        for (int round = 1; round <= ROUNDS && moved; round++) {
            moved = pushApart(fitted);
            moved |= clearEdges && round <= ROUNDS / 2 && pushOffEdges(fitted);
            if (!moved || round % ROUNDS_TO_SCALING == 0) {
                fitted = new ArrayList<>(scaled(fitted));
            }
        }
        return fitted;
    }

    /// Into a square, the smallest coordinates being 0.
    private List<Point> scaled(List<Point> places) {
        double left = places.stream().mapToDouble(Point::x).min().orElse(0);
        double right = places.stream().mapToDouble(Point::x).max().orElse(0);
        double top = places.stream().mapToDouble(Point::y).min().orElse(0);
        double bottom = places.stream().mapToDouble(Point::y).max().orElse(0);
        double extent = Math.max(right - left, bottom - top);
        double scale = extent == 0 ? 1 : side / extent;
        double margin = (side - scale * (right - left)) / 2;
        return places.stream()
                .map(place -> new Point(margin + scale * (place.x() - left), scale * (place.y() - top)))
                .toList();
    }

    /// Moves two discs that are too near each half the way; false when there are none.
    private boolean pushApart(List<Point> places) {
        double apart = DISC_TO_DISC * radius;
        boolean moved = false;
        for (int a = 0; a < places.size(); a++) {
            for (int b = 0; b < a; b++) {
                double gap = places.get(a).distance(places.get(b));
                if (gap < apart * 0.999) {
                    Point other = places.get(b);
                    Point away = other.distance(places.get(a)) == 0 ? other.plus(1, 0) : places.get(a);
                    double step = (apart - gap) / 2;
                    places.set(a, away.awayFrom(other, step));
                    places.set(b, other.awayFrom(away, step));
                    moved = true;
                }
            }
        }
        return moved;
    }

    private boolean pushOffEdges(List<Point> places) {
        boolean moved = false;
        for (int from = 0; from < graph.nodes(); from++) {
            for (int to : graph.neighbours(from)) {
                for (int node = 0; node < graph.nodes(); node++) {
                    moved |= from < to && node != from && node != to && pushOff(places, node, from, to);
                }
            }
        }
        return moved;
    }

    /// Moves a disc a little off the edge it lies on.
    private boolean pushOff(List<Point> places, int node, int from, int to) {
        Point place = places.get(node);
        Point foot = place.nearestBetween(places.get(from), places.get(to));
        double gap = foot.distance(place);
        double wanted = DISC_TO_EDGE * radius;
        if (gap >= wanted || gap == 0) {
            return false;
        }
        places.set(node, place.awayFrom(foot, (wanted - gap) / 2));
        return true;
    }
}
