package murmur.report.picture;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Draws SVG 1.1, a line per shape.
final class SvgCanvas implements Canvas {
    /// Baselines are this much of the font's size below the middle of a digit; attributes that say so are not
    /// understood by every program.
    private static final double BELOW_MIDDLE = 0.35;

    private final StringBuilder out = new StringBuilder();
    private boolean inGroup;

    SvgCanvas(int width, int height, String title) {
        out.append("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" \
                font-family="Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif">
                <title>%s</title>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                """.formatted(width, height, width, height, escaped(title)));
    }

    @Override
    public void group(String name) {
        endGroup();
        out.append("<g id=\"").append(name).append("\">\n");
        inGroup = true;
    }

    @Override
    public void curve(Curve curve, double width, String colour) {
        out.append("<path");
        String path = "M" + place(curve.from()) + " Q" + place(curve.bend()) + " " + place(curve.to());
        word("d", path).word("fill", "none").word("stroke", colour).number("stroke-width", width);
        out.append("/>\n");
    }

    private static String place(Point point) {
        return decimal(point.x()) + "," + decimal(point.y());
    }

    @Override
    public void bar(Point corner, double width, double height, String colour) {
        out.append("<rect");
        number("x", corner.x()).number("y", corner.y()).number("width", width).number("height", height);
        word("fill", colour);
        out.append("/>\n");
    }

    @Override
    public void disc(Point centre, double radius, String colour, String note) {
        out.append("<circle");
        number("cx", centre.x()).number("cy", centre.y()).number("r", radius).word("fill", colour);
        word("stroke", "#ffffff").number("stroke-width", EDGE_OF_DISC);
        out.append("><title>").append(escaped(note)).append("</title></circle>\n");
    }

    @Override
    public void text(Point middle, double size, String colour, String text) {
        write(middle, size, text, " fill=\"" + colour + "\" text-anchor=\"middle\"");
    }

    @Override
    public void textFrom(Point start, double size, String colour, String text) {
        write(start, size, text, " fill=\"" + colour + "\"");
    }

    private void write(Point place, double size, String text, String attributes) {
        out.append("<text pointer-events=\"none\"");
        number("x", place.x()).number("y", place.y() + BELOW_MIDDLE * size).number("font-size", size);
        out.append(attributes).append('>').append(escaped(text)).append("</text>\n");
    }

    private SvgCanvas number(String attribute, double value) {
        return word(attribute, decimal(value));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private SvgCanvas word(String attribute, String value) {
        out.append(' ').append(attribute).append("=\"").append(value).append('"');
        return this;
    }

    @Override
    public byte[] finish() {
        endGroup();
        return out.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void endGroup() {
        out.append(inGroup ? "</g>\n" : "");
        inGroup = false;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
