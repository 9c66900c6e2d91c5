package murmur.random;

import java.util.Arrays;
import murmur.BadInput;

/// The gamma law and those made from it, drawn as NumPy draws them.
final class GammaLaw {
    /// Below this, gamma numbers underflow so often that NumPy breaks a stick by beta numbers instead.
    private static final double SMALL_ALPHA = 0.1;

    private GammaLaw() {}

    static double gamma(NumpyRandom random, double shape) {
        BadInput.unless(shape >= 0 && shape < Double.POSITIVE_INFINITY, "shape", "be finite and ≥ 0", shape);
        if (shape == 0) {
            return 0;
        }
        if (shape == 1) {
            return random.exponential();
        }
        return shape < 1 ? gammaBelowOne(random, shape) : gammaAboveOne(random, shape);
    }

    /// By rejection (Ahrens and Dieter, 1974), in the form that compares with an exponential number.
    private static double gammaBelowOne(NumpyRandom random, double shape) {
        while (true) {
            double u = random.uniform();
            double limit = random.exponential();
            double value;
            if (u <= 1 - shape) {
                value = StrictMath.pow(u, 1 / shape);
            } else {
                double y = -StrictMath.log((1 - u) / shape);
                value = StrictMath.pow(1 - shape + shape * y, 1 / shape);
                limit += y;
            }
            if (value <= limit) {
                return value;
            }
        }
    }

    /// A transformed cube of a normal number, with a squeeze (Marsaglia and Tsang, 2000).
    private static double gammaAboveOne(NumpyRandom random, double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.normal();
            double root = 1 + c * x;
            if (root <= 0) {
                continue;
            }
            double v = root * root * root;
            double u = random.uniform();
            double square = x * x;
            if (u < 1 - 0.0331 * square * square
                    || StrictMath.log(u) < 0.5 * square + d * (1 - v + StrictMath.log(v))) {
                return d * v;
            }
        }
    }

    static double beta(NumpyRandom random, double a, double b) {
        BadInput.unless(a > 0 && b > 0, "a and b of the beta law", "be positive", a + " and " + b);
        if (a <= 1 && b <= 1) {
            return betaBelowOne(random, a, b);
        }
        double first = gamma(random, a);
        return first / (first + gamma(random, b));
    }

    /// Jöhnk's method (1964); in logarithms where a power underflows.
    private static double betaBelowOne(NumpyRandom random, double a, double b) {
        while (true) {
            double u = random.uniform();
            double v = random.uniform();
            double x = StrictMath.pow(u, 1 / a);
            double y = StrictMath.pow(v, 1 / b);
            if (x + y > 1 || u + v <= 0) {
                continue;
            }
            return x > 0 && y > 0 ? x / (x + y) : ratioOfPowers(StrictMath.log(u) / a, StrictMath.log(v) / b);
        }
    }

    private static double ratioOfPowers(double logX, double logY) {
        double largest = Math.max(logX, logY);
        double x = StrictMath.exp(logX - largest);
        double y = StrictMath.exp(logY - largest);
        return StrictMath.exp(logX - largest - StrictMath.log(x + y));
    }

    static double[] dirichlet(NumpyRandom random, double[] alpha) {
        double largest = Arrays.stream(alpha).max().orElse(0);
        boolean valid = largest > 0 && Arrays.stream(alpha).allMatch(a -> a >= 0 && a < Double.POSITIVE_INFINITY);
        BadInput.unless(valid, "alpha", "be finite, ≥ 0 and not all 0", Arrays.toString(alpha));
        return largest < SMALL_ALPHA ? brokenStick(random, alpha) : normalisedGammas(random, alpha);
    }

    private static double[] normalisedGammas(NumpyRandom random, double[] alpha) {
        double[] weights = new double[alpha.length];
        double sum = 0;
        for (int i = 0; i < alpha.length; i++) {
            weights[i] = gamma(random, alpha[i]);
            sum += weights[i];
        }
        double inverse = 1 / sum;
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= inverse;
        }
        return weights;
    }

    /// Each weight is a beta-distributed part of what the weights before it left over.
    private static double[] brokenStick(NumpyRandom random, double[] alpha) {
        double[] remaining = alpha.clone();
        for (int i = alpha.length - 2; i >= 0; i--) {
            remaining[i] += remaining[i + 1];
        }
        double[] weights = new double[alpha.length];
        double left = 1;
        for (int i = 0; i < alpha.length - 1; i++) {
            if (remaining[i + 1] == 0) {
                weights[i] = left;
                return weights;
            }
            double part = alpha[i] == 0 ? 0 : beta(random, alpha[i], remaining[i + 1]);
            weights[i] = left * part;
            left *= 1 - part;
        }
        weights[alpha.length - 1] = left;
        return weights;
    }
}
