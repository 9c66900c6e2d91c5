package murmur.report;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import murmur.experiment.Experiment;
import murmur.node.NodeEvent;
import murmur.privacy.MeanNoise;

/// What the noise of each evaluated iteration left in the mean of all models: the last column of `metrics.csv`, in runs
/// that add noise. Nodes are never many iterations apart, so few vectors are held at a time.
final class MeanNoises {
    private final boolean noisy;
    private final int nodes;
    private final Map<Integer, MeanNoise> open = new ConcurrentHashMap<>();

    /// @param present how many nodes are seen here; noise cancels only over all nodes, so fewer give no figure
    MeanNoises(Experiment experiment, int present) {
        nodes = experiment.nodes();
        noisy = experiment.exchange().sharing().noisy() && present == nodes;
    }

    boolean measured() {
        return noisy;
    }

    String header() {
        return noisy ? ",mean_noise_residual" : "";
    }

    void add(NodeEvent.Shared shared) {
        if (noisy && shared.evaluated() && shared.audience().afterTraining()) {
            open.computeIfAbsent(shared.audience().step().iteration(), iteration -> new MeanNoise(nodes))
                    .add(shared.own(), shared.audience(), shared.shares());
        }
    }

    /// The end of a row of an iteration, once all nodes have finished it.
    String take(int iteration) {
        if (!noisy) {
            return "";
        }
        MeanNoise noise = open.remove(iteration);
        return "," + (noise == null ? 0.0 : noise.rootMeanSquare());
    }
}
