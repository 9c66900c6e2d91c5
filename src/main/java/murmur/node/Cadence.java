package murmur.node;

/// Which iterations are evaluated, just as the reference counts them: the first one; then, with period p, iterations
/// p, 2p, … 49p, 51p, 53p, …: after 49 evaluations of the test set the period doubles, once. The count that starts at
/// the first iteration is not restarted there, so that a period of 1 evaluates the first iteration only.
final class Cadence {
    private static final int DOUBLING = 49;
    private final Schedule schedule;
    private int untilTrain;
    private int untilTest;
    private int evaluations = 1;
    private int stretch = 1;

    Cadence(Schedule schedule) {
        this.schedule = schedule;
        untilTrain = schedule.trainEvaluateAfter();
        untilTest = schedule.testAfter();
    }

    /// Which evaluations are due after an iteration (from 0); to be asked for every iteration, in order.
    Due after(int iteration) {
        untilTrain--;
        untilTest--;
        boolean train = iteration == 0 || untilTrain == 0;
        boolean test = iteration == 0 || untilTest == 0;
        if (iteration > 0 && train) {
            untilTrain = schedule.trainEvaluateAfter() * stretch;
        }
        if (iteration > 0 && test) {
            untilTest = schedule.testAfter() * stretch;
        }
        if (test) {
            stretch *= evaluations == DOUBLING ? 2 : 1;
            evaluations += stretch;
        }
        return new Due(train, test);
    }

    record Due(boolean train, boolean test) {}
}
