package murmur.report.picture;

/// A line from one place to another that leans towards a third, `bend`.
record Curve(Point from, Point bend, Point to) {
    static Curve straight(Point from, Point to) {
        return new Curve(from, from.towards(to, 0.5), to);
    }
}
