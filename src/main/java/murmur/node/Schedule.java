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

    /// The same for another number of iterations.
    public Schedule withIterations(int number) {
        return new Schedule(number, mixingSteps, testAfter, trainEvaluateAfter, resetOptimizer);
    }
}
