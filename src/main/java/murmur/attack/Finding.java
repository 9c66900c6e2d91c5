package murmur.attack;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// What one attack found out about one node.
///
/// @param attack its name
/// @param sighting the model it looked at; the last of several
/// @param setting what tells several findings of one attack on the same models apart, by column of the reference
public record Finding(
        String attack,
        Sighting sighting,
        SequencedMap<String, String> setting,
        List<Figure> figures,
        List<Curve> curves) {
    /// By iteration, victim and observer; findings of one attack on the same models stay as they are.
    public static final Comparator<Finding> ORDER = Comparator.<Finding>comparingInt(
                    finding -> finding.sighting().step().iteration())
            .thenComparingInt(finding -> finding.sighting().step().mixing())
            .thenComparingInt(finding -> finding.sighting().sender())
            .thenComparingInt(finding -> finding.sighting().receiver());

    public Finding {
        setting = new LinkedHashMap<>(setting);
        figures = List.copyOf(figures);
        curves = List.copyOf(curves);
    }

    /// Of an attack with one setting.
    public Finding(String attack, Sighting sighting, List<Figure> figures) {
        this(attack, sighting, figures, List.of());
    }

    /// The same, with curves.
    public Finding(String attack, Sighting sighting, List<Figure> figures, List<Curve> curves) {
        this(attack, sighting, new LinkedHashMap<>(Map.of()), figures, curves);
    }

    /// The value of a metric, if this finding has it.
    public OptionalDouble value(String metric) {
        return figures.stream()
                .filter(figure -> figure.metric().equals(metric))
                .mapToDouble(Figure::value)
                .findFirst();
    }
}
