package murmur.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.stream.Stream;
import murmur.math.ParameterVector;
import murmur.model.Networks;
import murmur.random.TorchRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Softmax regression of two features and two classes, its gradient and every optimiser's formula written out in
/// float64, over several phases of local training between which the optimiser's memory travels.
@Timeout(60)
class OptimizerTest {
    private static final int PHASES = 4;
    private static final int STEPS = 3;
    private static final Samples SAMPLES =
            new Samples(new float[][] {{0.5f, -1f}, {1.5f, 0.25f}, {-2f, 1f}, {0.125f, 2f}}, new int[] {0, 1, 1, 0}, 2);

    /// The formula of one step: changes the weights, given their gradient.
    @FunctionalInterface
    interface Rule {
        void step(double[] weights, double[] gradient, double[][] memories, int step);
    }

    record Case(Optimizer optimizer, Rule rule) {
        @Override
        public String toString() {
            return optimizer.toString();
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                sgd(new Sgd(0.3)),
                sgd(new Sgd(0.3, 0.9, 0, 0, false)),
                sgd(new Sgd(0.3, 0.9, 0.4, 0, false)),
                sgd(new Sgd(0.3, 0.9, 0, 0, true)),
                sgd(new Sgd(0.3, 0, 0, 0.1, false)),
                sgd(new Sgd(0.3, 0.8, 0, 0.1, true)),
                sgd(new Sgd(0.3, 0.8, 0.2, 0.1, false)),
                adam(new Adam(0.1, 0.9, 0.999, 1e-8, 0, false)),
                adam(new Adam(0.1, 0.8, 0.95, 1e-2, 0.1, false)),
                adam(new Adam(0.1, 0.9, 0.999, 1e-8, 0.01, true)),
                adam(new Adam(0.1, 0.8, 0.95, 1e-2, 0.3, true)));
    }

    private static Case sgd(Sgd sgd) {
        return new Case(sgd, (weights, gradient, memories, step) -> {
            for (int i = 0; i < weights.length; i++) {
                double g = gradient[i] + sgd.weightDecay() * weights[i];
                double b = step == 1 ? g : sgd.momentum() * memories[0][i] + (1 - sgd.dampening()) * g;
                memories[0][i] = b;
                weights[i] -= sgd.learningRate() * (sgd.nesterov() ? g + sgd.momentum() * b : b);
            }
        });
    }

    private static Case adam(Adam adam) {
        return new Case(adam, (weights, gradient, memories, step) -> {
            for (int i = 0; i < weights.length; i++) {
                double decayed = adam.decoupledDecay() ? adam.learningRate() * adam.weightDecay() * weights[i] : 0;
                double g = gradient[i] + (adam.decoupledDecay() ? 0 : adam.weightDecay() * weights[i]);
                memories[0][i] = adam.beta1() * memories[0][i] + (1 - adam.beta1()) * g;
                memories[1][i] = adam.beta2() * memories[1][i] + (1 - adam.beta2()) * g * g;
                double first = memories[0][i] / (1 - Math.pow(adam.beta1(), step));
                double second = memories[1][i] / (1 - Math.pow(adam.beta2(), step));
                weights[i] -= decayed + adam.learningRate() * first / (Math.sqrt(second) + adam.epsilon());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stepsFollowTheFormulaAcrossPhases(Case tried) throws InterruptedException {
        double[] expected = {0.3, -0.2, 0.1, 0.4, 0.05, -0.1};
        ParameterVector model = ParameterVector.of(new float[6]).plus(expected);
        double[][] memories = new double[2][6];
        try (Workers workers = new Workers(1, Networks.softmaxRegression(SAMPLES.shape(), 2))) {
            Trainer trainer = trainer(tried.optimizer(), workers);
            for (int phase = 0; phase < PHASES; phase++) {
                model = trainer.train(model);
                for (int step = 1; step <= STEPS; step++) {
                    tried.rule().step(expected, gradient(expected), memories, STEPS * phase + step);
                }
                assertClose(model, expected);
            }
            trainer.resetOptimizer();
            model = trainer.train(model);
            double[][] forgotten = new double[2][6];
            for (int step = 1; step <= STEPS; step++) {
                tried.rule().step(expected, gradient(expected), forgotten, step);
            }
            assertClose(model, expected);
        }
    }

    private static Trainer trainer(Optimizer optimizer, Workers workers) {
        LocalTraining training = new LocalTraining(
                optimizer, Loss.CROSS_ENTROPY, SAMPLES.size(), STEPS, false, true, OptionalDouble.empty());
        return new Trainer(training, SAMPLES, new TorchRandom(1), workers);
    }

    private static void assertClose(ParameterVector model, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) model.at(i)).isCloseTo(expected[i], within(1e-5));
        }
    }

    /// Of the mean cross entropy over all samples; weights are w₀₀ w₀₁ w₁₀ w₁₁ b₀ b₁.
    private static double[] gradient(double[] weights) {
        double[] gradient = new double[6];
        for (int sample = 0; sample < SAMPLES.size(); sample++) {
            double[] x = {SAMPLES.feature(sample, 0), SAMPLES.feature(sample, 1)};
            double zero = weights[0] * x[0] + weights[1] * x[1] + weights[4];
            double one = weights[2] * x[0] + weights[3] * x[1] + weights[5];
            double chanceOfOne = 1 / (1 + Math.exp(zero - one));
            double error = (chanceOfOne - SAMPLES.label(sample)) / SAMPLES.size();
            for (int feature = 0; feature < 2; feature++) {
                gradient[feature] -= error * x[feature];
                gradient[2 + feature] += error * x[feature];
            }
            gradient[4] -= error;
            gradient[5] += error;
        }
        return gradient;
    }
}
