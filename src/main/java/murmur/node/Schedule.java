package murmur.node;

import murmur.BadInput;

/// When a node does what.
///
/// @param iterations how often it trains
/// @param mixingSteps how often it mixes after each training
/// @param testAfter the period of evaluations on the test set, in iterations
/// @param trainEvaluateAfter the period of evaluations on the node's own samples, in iterations
/// @param resetOptimizer whether the optimiser forgets after each iteration
public record Schedule(int iterations, int mixingSteps, int testAfter, int trainEvaluateAfter, boolean resetOptimizer) {
    public Schedule {
        BadInput.unless(iterations >= 1, "iterations", "be at least 1", iterations);
        BadInput.unless(mixingSteps >= 1, "averaging_rounds", "be at least 1", mixingSteps);
        BadInput.unless(testAfter >= 1, "test_after", "be at least 1", testAfter);
        BadInput.unless(trainEvaluateAfter >= 1, "train_evaluate_after", "be at least 1", trainEvaluateAfter);
    }

    /// How many times a node evaluates.
    ///
    /// @param train on its own samples
    /// @param test on the test set
    public record Evaluations(int train, int test) {}

    /// How many evaluations there will be.
    public Evaluations evaluations() {
        Cadence cadence = new Cadence(this);
        int train = 0;
        int test = 0;
        for (int iteration = 0; iteration < iterations; iteration++) {
            Cadence.Due due = cadence.after(iteration);
            train += due.train() ? 1 : 0;
            test += due.test() ? 1 : 0;
        }
        return new Evaluations(train, test);
    }

    /// The same for another number of iterations.
    public Schedule withIterations(int number) {
        return new Schedule(number, mixingSteps, testAfter, trainEvaluateAfter, resetOptimizer);
    }
}
