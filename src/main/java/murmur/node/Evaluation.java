package murmur.node;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A node's figures after an iteration; each is there only when it was due.
///
/// @param trainLoss mean loss on the node's own samples
/// @param test on the test set
/// @param validation on the validation set
public record Evaluation(OptionalDouble trainLoss, Optional<Figures> test, Optional<Figures> validation) {
    /// How a model did on samples it does not learn from.
    ///
    /// @param loss mean loss; its root where ratings are foretold
    /// @param accuracyPercent share of the samples classified rightly
    /// @param classAccuracyPercent the same of the samples of each class, NaN where there are none; empty where there
    ///     are too many classes, or none
    public record Figures(double loss, double accuracyPercent, List<Double> classAccuracyPercent) {
        public Figures {
            classAccuracyPercent = List.copyOf(classAccuracyPercent);
        }
    }

    public boolean isEmpty() {
        return trainLoss.isEmpty() && test.isEmpty() && validation.isEmpty();
    }

    public OptionalDouble testLoss() {
        return loss(test);
    }

    public OptionalDouble testAccuracyPercent() {
        return accuracyPercent(test);
    }

    public OptionalDouble validationLoss() {
        return loss(validation);
    }

    public OptionalDouble validationAccuracyPercent() {
        return accuracyPercent(validation);
    }

    /// The same without the figures of single classes, to be kept for long.
    public Evaluation withoutClasses() {
        return new Evaluation(
                trainLoss, test.map(Evaluation::withoutClasses), validation.map(Evaluation::withoutClasses));
    }

    private static Figures withoutClasses(Figures figures) {
        return new Figures(figures.loss(), figures.accuracyPercent(), List.of());
    }

    private static OptionalDouble loss(Optional<Figures> figures) {
        return figures.isPresent() ? OptionalDouble.of(figures.get().loss()) : OptionalDouble.empty();
    }

    private static OptionalDouble accuracyPercent(Optional<Figures> figures) {
        return figures.isPresent() ? OptionalDouble.of(figures.get().accuracyPercent()) : OptionalDouble.empty();
    }
}
