package murmur.report.picture;

import java.util.Locale;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.data.LabelCounts;

/// Who holds how much of what: a column per node, a row per class, discs whose areas are numbers of samples, and on top
/// a bar per node for all its samples.
public final class LabelPicture implements Picture {
    /// With more of them, discs are dots.
    public static final int MOST_NODES = 500;

    public static final int MOST_CLASSES = 200;

    private static final int MARGIN = 40;
    private static final int LEFT = 110;
    private static final int TITLE = 60;
    private static final int BARS = 90;
    private static final int FOOT = 96;
    private static final int NARROWEST = 720;
    private static final double WIDTH = 960;
    private static final double HEIGHT = 480;
    private static final double SMALLEST_CELL = 8;
    private static final double LARGEST_CELL = 44;
    private static final double SMALLEST_DISC = 2;
    private static final double TEXT = 20;
    private static final double SMALL_TEXT = 15;
    private static final double DIGIT = 9;

    private final LabelCounts counts;
    private final String title;
    private final double column;
    private final double row;

    /// @throws BadInput when there are more nodes or classes than a sheet has room for
    public LabelPicture(LabelCounts counts, String title) {
        checkRoom("nodes", counts.nodes(), MOST_NODES);
        checkRoom("classes", counts.classes(), MOST_CLASSES);
        this.counts = counts;
        this.title = title;
        column = Math.clamp(WIDTH / counts.nodes(), SMALLEST_CELL, LARGEST_CELL);
        row = Math.clamp(HEIGHT / counts.classes(), SMALLEST_CELL, LARGEST_CELL);
    }

    private static void checkRoom(String what, int number, int most) {
        if (number > most) {
            throw BadInput.must(what + " to be drawn", "be at most " + most, number)
                    .cure("leave --picture out; --json prints all numbers");
        }
    }

    @Override
    public byte[] svg() {
        return drawn(new SvgCanvas(width(), height(), title));
    }

    @Override
    public byte[] png() {
        return drawn(PenCanvas.png(width(), height()));
    }

    @Override
    public byte[] pdf() {
        return drawn(PenCanvas.pdf(width(), height()));
    }

    private int width() {
        return Math.max(NARROWEST, (int) Math.ceil(LEFT + column * counts.nodes() + MARGIN));
    }

    private int height() {
        return (int) Math.ceil(gridTop() + row * counts.classes() + FOOT);
    }

    private static double gridTop() {
        return MARGIN + TITLE + BARS;
    }

    private double across(int node) {
        return LEFT + (node + 0.5) * column;
    }

    /// Class 0 is the lowest row.
    private double down(int label) {
        return gridTop() + (counts.classes() - 1 - label + 0.5) * row;
    }

    private byte[] drawn(Canvas canvas) {
        canvas.group("title");
        canvas.textFrom(new Point(MARGIN, MARGIN), TEXT, Palette.INK, title);
        canvas.group("bars");
        drawBars(canvas);
        canvas.group("labels");
        drawScales(canvas);
        canvas.group("counts");
        for (int node = 0; node < counts.nodes(); node++) {
            for (int label = 0; label < counts.classes(); label++) {
                drawCount(canvas, node, label);
            }
        }
        return canvas.finish();
    }

    private void drawBars(Canvas canvas) {
        double ground = gridTop() - SMALL_TEXT;
        double tallest = BARS - 2 * SMALL_TEXT;
        int most = IntStream.range(0, counts.nodes()).map(counts::samples).max().orElse(1);
        for (int node = 0; node < counts.nodes(); node++) {
            double height = tallest * counts.samples(node) / Math.max(1, most);
            Point corner = new Point(across(node) - 0.35 * column, ground - height);
            canvas.bar(corner, 0.7 * column, height, Palette.EDGE);
        }
        String scale = String.format(Locale.ROOT, "samples of a node: tallest bar %,d", most);
        canvas.textFrom(new Point(LEFT, ground - tallest - SMALL_TEXT), SMALL_TEXT, Palette.INK, scale);
    }

    private void drawScales(Canvas canvas) {
        for (int label = 0; label < counts.classes(); label += step(row, 1)) {
            double middle = down(label);
            Curve line = Curve.straight(new Point(LEFT, middle), new Point(LEFT + column * counts.nodes(), middle));
            canvas.curve(line, 0.4, Palette.EDGE);
            canvas.text(new Point(LEFT - 20, middle), SMALL_TEXT, Palette.INK, "" + label);
        }
        double foot = down(0) + row / 2 + SMALL_TEXT;
        int digits = Integer.toString(counts.nodes() - 1).length();
        for (int node = 0; node < counts.nodes(); node += step(column, digits)) {
            canvas.text(new Point(across(node), foot), SMALL_TEXT, Palette.INK, "" + node);
        }
        double middle = gridTop() + row * counts.classes() / 2;
        canvas.text(new Point(LEFT - 70, middle), SMALL_TEXT, Palette.INK, "class");
        String key = String.format(
                Locale.ROOT, "node   (area of a disc: samples of a class; largest %,d)", counts.largest());
        canvas.textFrom(new Point(LEFT, foot + 2 * SMALL_TEXT), SMALL_TEXT, Palette.INK, key);
    }

    /// Every so manyth cell has room for its number.
    private static int step(double cell, int digits) {
        double needed = (digits + 1) * DIGIT;
        return IntStream.of(1, 2, 5, 10, 20, 50)
                .filter(step -> step * cell >= needed)
                .findFirst()
                .orElse(100);
    }

    private void drawCount(Canvas canvas, int node, int label) {
        int count = counts.count(node, label);
        if (count > 0) {
            double largest = 0.5 * Math.min(row, column);
            double radius = Math.max(SMALLEST_DISC, largest * Math.sqrt((double) count / counts.largest()));
            String note = "node " + node + ", class " + label + ": " + count + " samples";
            canvas.disc(new Point(across(node), down(label)), radius, Palette.ONE_DEGREE, note);
        }
    }
}
