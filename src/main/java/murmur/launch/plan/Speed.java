package murmur.launch.plan;

/// How long one core takes, in seconds.
///
/// @param step for one mini-batch
/// @param firstMixing for what a node does in the first mixing step of an iteration: noise, messages, the mean
/// @param laterMixing for the same in any other
/// @param trainSample for the loss of one sample, as in training
/// @param testSample for the loss of one sample of the test set
/// @param cores how many were busy when the time was taken
public record Speed(
        double step, double firstMixing, double laterMixing, double trainSample, double testSample, int cores) {}
