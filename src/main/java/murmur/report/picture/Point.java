package murmur.report.picture;

/// A place in the plane.
record Point(double x, double y) {
    /// This place seen from another origin.
    Point plus(double right, double down) {
        return new Point(x + right, y + down);
    }

    /// The place a part of the way to `other`.
    Point towards(Point other, double part) {
        return new Point(x + part * (other.x - x), y + part * (other.y - y));
    }

    /// The place a length farther from `other`, which must not be this one.
    Point awayFrom(Point other, double length) {
        return other.towards(this, 1 + length / distance(other));
    }

    /// The place on the straight line between two others that is nearest to this one.
    Point nearestBetween(Point from, Point to) {
        double alongX = to.x - from.x;
        double alongY = to.y - from.y;
        double squared = alongX * alongX + alongY * alongY;
        double part = squared == 0 ? 0 : ((x - from.x) * alongX + (y - from.y) * alongY) / squared;
        return from.towards(to, Math.clamp(part, 0, 1));
    }

    double distance(Point other) {
        return Math.sqrt((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y));
    }
}
