package murmur.report.picture;

/// A place in the plane.
record Point(double x, double y) {
    Point plus(double right, double down) {
        return new Point(x + right, y + down);
    }

    double distance(Point other) {
        return Math.sqrt((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y));
    }
}
