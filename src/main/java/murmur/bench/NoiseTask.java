package murmur.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import murmur.math.ParameterVector;
import murmur.privacy.NoiseSource;
import murmur.random.NormalStream;

/// The drawing of noise on one core, piece by piece as mechanisms do it.
final class NoiseTask {
    /// Enough for the compiler to have done its work when the first round counts.
    private static final int PIECES = 1 << 14;

    private final int rounds;

    NoiseTask(int rounds) {
        this.rounds = rounds;
    }

    List<Figure> measure() throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (NoiseSource.Generator generator : NoiseSource.Generator.values()) {
            String goal = generator == NoiseSource.Generator.NUMPY ? " (goal ≤ 3)" : "";
            figures.add(new Figure(
                    "noise of the generator " + generator.name().toLowerCase(Locale.ROOT) + ", one core",
                    1e9 * secondsPerValue(generator),
                    "ns per value" + goal));
        }
        return figures;
    }

    double secondsPerValue(NoiseSource.Generator generator) throws Exception {
        NormalStream stream = new NoiseSource(1, generator).forNode(0);
        double[] piece = new double[ParameterVector.PIECE];
        Callable<Object> draw = () -> {
            for (int i = 0; i < PIECES; i++) {
                stream.fillNormal(piece, 0, piece.length, 0.05);
            }
            return piece;
        };
        return Timing.inTurns(rounds, List.of(draw)).getFirst().median() / PIECES / piece.length;
    }
}
