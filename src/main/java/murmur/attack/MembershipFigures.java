package murmur.attack;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import murmur.random.Seed;

/// The figures of every attack that gives each sample a score for being a member.
final class MembershipFigures {
    private static final SequencedMap<String, ToDoubleFunction<Roc>> FIGURES = figures();

    private MembershipFigures() {}

    private static SequencedMap<String, ToDoubleFunction<Roc>> figures() {
        SequencedMap<String, ToDoubleFunction<Roc>> figures = new LinkedHashMap<>();
        figures.put("roc_auc", Roc::auc);
        for (double rate : Threshold.RATES) {
            figures.put(atRate(rate), roc -> roc.tprAtFpr(rate));
        }
        figures.put("average_precision", Roc::averagePrecision);
        figures.put("advantage", Roc::advantage);
        return figures;
    }

    /// The name of the true-positive rate at a false-positive rate, with the number as Python writes it.
    static String atRate(double rate) {
        return "tpr_at_fpr"
                + (rate < 1e-4
                        ? "1e-05"
                        : BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString());
    }

    /// @param roc of scores, members being the positives
    static List<Figure> of(Roc roc, Bootstrap bootstrap, Seed seed) {
        List<ToDoubleFunction<Roc>> all = List.copyOf(FIGURES.values());
        List<Interval> intervals = bootstrap.intervals(roc, all, seed);
        List<Figure> figures = new ArrayList<>();
        int next = 0;
        for (String metric : FIGURES.keySet()) {
            Figure figure = new Figure(metric, all.get(next).applyAsDouble(roc), intervals.get(next));
            figures.add(figure);
            derived(figure).ifPresent(figures::add);
            next++;
        }
        return figures;
    }

    /// What is another figure on a scale of its own: no need to resample for it.
    private static Optional<Figure> derived(Figure figure) {
        return switch (figure.metric()) {
            case "roc_auc" -> Optional.of(figure.scaled("gini_auc", 2, -1));
            // The best mean of the true-positive and the true-negative rate.
            case "advantage" -> Optional.of(figure.scaled("balanced_accuracy", 0.5, 0.5));
            default -> Optional.empty();
        };
    }
}
