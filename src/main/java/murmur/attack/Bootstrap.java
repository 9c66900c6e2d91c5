package murmur.attack;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import murmur.BadInput;
import murmur.random.Seed;

/// Confidence intervals by resampling positives and negatives, each among themselves (Efron and Tibshirani, 1993,
/// chapter 13): the figure is computed on each resample, and the middle 95 % of its values are the interval.
///
/// @param resamples how often; 0 gives no intervals
public record Bootstrap(int resamples) {
    public static final Bootstrap USUAL = new Bootstrap(1000);

    public Bootstrap {
        BadInput.unless(resamples >= 0, "resamples", "be at least 0", resamples);
    }

    /// The intervals of several figures, from the same resamples.
    ///
    /// @param seed of the resamples
    public List<Interval> intervals(Roc roc, List<ToDoubleFunction<Roc>> figures, Seed seed) {
        if (resamples == 0 || roc.positives() == 0 || roc.negatives() == 0) {
            return figures.stream().map(figure -> Interval.NONE).toList();
        }
        double[][] values = new double[figures.size()][resamples];
        Roc.Draws draws = roc.draws(seed.derive("bootstrap").generator());
        for (int i = 0; i < resamples; i++) {
            Roc resample = roc.resampled(draws);
            for (int figure = 0; figure < values.length; figure++) {
                values[figure][i] = figures.get(figure).applyAsDouble(resample);
            }
        }
        return Arrays.stream(values).map(Interval::middle95).toList();
    }
}
