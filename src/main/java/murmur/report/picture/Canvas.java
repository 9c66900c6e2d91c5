package murmur.report.picture;

/// A sheet to draw on, in pixels from its upper left corner; what is drawn later covers what is there. Colours are
/// `#rrggbb`.
interface Canvas {
    /// Width of the white line around a disc, which sets it off from edges passing by.
    double EDGE_OF_DISC = 1.5;

    /// Puts what is drawn until the next group under one name, for formats that know groups.
    void group(String name);

    /// A quadratic Bézier curve, which is straight when `bend` is on the way.
    void curve(Curve curve, double width, String colour);

    /// A filled rectangle.
    void bar(Point corner, double width, double height, String colour);

    /// @param note shown when a reader points at the disc, where the format can do so
    void disc(Point centre, double radius, String colour, String note);

    /// @param middle of the text, across and, by the height of its digits, down
    void text(Point middle, double size, String colour, String text);

    /// @param start of the text, at half the height of its digits
    void textFrom(Point start, double size, String colour, String text);

    byte[] finish();
}
