package murmur.report.picture;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.topology.Graph;

/// A drawing of a graph: numbered discs for nodes, coloured by degree where degrees differ.
public final class GraphPicture implements Picture {
    /// With more, neither numbers nor edges can be told apart.
    public static final int MOST_NODES = 2000;

    private static final int SIDE = 1000;
    private static final int MARGIN = 40;
    private static final int HEADER = 60;
    private static final double TEXT = 20;
    private static final double INWARDS = 0.25;
    private static final double SMALLEST_LABEL = 7;
    private static final double LARGEST_DISC = 24;
    private static final double SMALLEST_DISC = 3;

    private final Graph graph;
    private final String title;
    private final Legend legend;
    private final double radius;
    private final GraphLayout layout;
    private final List<Point> places;
    private final double bottom;

    /// @throws BadInput when the graph has more than [#MOST_NODES] nodes
    public GraphPicture(Graph graph, String name) {
        if (graph.nodes() > MOST_NODES) {
            throw BadInput.must("nodes of a graph to be drawn", "be at most " + MOST_NODES, graph.nodes())
                    .cure("leave --picture out, or draw a smaller graph of the same kind");
        }
        this.graph = graph;
        SortedMap<Integer, Integer> degrees = graph.degrees();
        legend = new Legend(degrees);
        title = name + ": " + graph.nodes() + " nodes, " + graph.edges() + " edges, " + legend.summary();
        radius = Math.clamp(175 / Math.sqrt(graph.nodes()), SMALLEST_DISC, LARGEST_DISC);
        layout = GraphLayout.of(graph);
        places = new Frame(graph, SIDE - 2 * MARGIN, radius)
                .fit(layout).stream()
                        .map(place -> place.plus(MARGIN, MARGIN + HEADER))
                        .toList();
        bottom = places.stream().mapToDouble(Point::y).max().orElse(0) + MARGIN;
    }

    @Override
    public byte[] svg() {
        return drawn(new SvgCanvas(SIDE, height(), title));
    }

    @Override
    public byte[] png() {
        return drawn(PenCanvas.png(SIDE, height()));
    }

    @Override
    public byte[] pdf() {
        return drawn(PenCanvas.pdf(SIDE, height()));
    }

    private int height() {
        return (int) Math.ceil(bottom) + legend.height();
    }

    private byte[] drawn(Canvas canvas) {
        canvas.group("title");
        canvas.textFrom(new Point(MARGIN, MARGIN), TEXT, Palette.INK, title);
        canvas.group("edges");
        for (int node = 0; node < graph.nodes(); node++) {
            for (int neighbour : graph.neighbours(node)) {
                if (node < neighbour) {
                    canvas.curve(curve(node, neighbour), edgeWidth(), Palette.EDGE);
                }
            }
        }
        canvas.group("nodes");
        IntStream.range(0, graph.nodes()).forEach(node -> drawNode(canvas, node));
        canvas.group("legend");
        legend.draw(canvas, new Point(MARGIN, bottom + MARGIN / 2.0));
        return canvas.finish();
    }

    /// On a circle, edges that pass by others' discs bend towards its middle, or they would hide behind those.
    private Curve curve(int node, int neighbour) {
        Curve straight = Curve.straight(places.get(node), places.get(neighbour));
        int apart = Math.min(neighbour - node, graph.nodes() - (neighbour - node));
        if (!layout.round() || apart == 1) {
            return straight;
        }
        Point middle = new Point(SIDE / 2.0, MARGIN + HEADER + (SIDE - 2 * MARGIN) / 2.0);
        return new Curve(straight.from(), straight.bend().towards(middle, INWARDS), straight.to());
    }

    private double edgeWidth() {
        double perNode = 2.0 * graph.edges() / graph.nodes();
        return Math.clamp(6 / Math.sqrt(graph.nodes() * Math.max(1, perNode) / 10), 0.4, 1.8);
    }

    private void drawNode(Canvas canvas, int node) {
        String colour = legend.colour(graph.degree(node));
        canvas.disc(places.get(node), radius, colour, "node " + node + ", degree " + graph.degree(node));
        String label = Integer.toString(node);
        double size = radius * (label.length() < 3 ? 0.95 : 2.6 / label.length());
        if (size >= SMALLEST_LABEL) {
            canvas.text(places.get(node), size, Palette.inkOn(colour), label);
        }
    }
}
