package murmur.launch.plan;

/// How long one core takes.
public record Speed(Learning learning, Exchange exchange) {
    /// In seconds.
    ///
    /// @param step for one mini-batch
    /// @param trainSample for the loss of one sample, as in training
    /// @param testSample for the loss of one sample of the test set
    /// @param cores how many were busy when the time was taken
    public record Learning(double step, double trainSample, double testSample, int cores) {}

    /// In seconds, for what a node does with models: noise, messages, the mean.
    ///
    /// @param firstMixing in the first mixing step of an iteration
    /// @param laterMixing in any other
    public record Exchange(double firstMixing, double laterMixing) {}
}
