package murmur.report.figure;

import java.util.List;

/// A curve and its name in the legend.
public record Curve(String label, List<Mark> marks) {
    public Curve {
        marks = List.copyOf(marks);
    }
}
