package murmur.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import murmur.experiment.Experiment;
import murmur.experiment.Placement;
import murmur.math.NpyFile;
import murmur.math.ParameterVector;
import murmur.node.NodeEvent;
import murmur.topology.Step;

/// Writes a run's results as the run goes.
public final class RunResults implements NodeEvent.Observer, AutoCloseable {
    private final Experiment experiment;
    private final ResultFolder folder;
    private final List<NodeResults> nodes = new ArrayList<>();
    private final MetricsCsv metrics;
    private boolean closed;

    /// @param folder already prepared
    public RunResults(Experiment experiment, ResultFolder folder) throws IOException {
        this.experiment = experiment;
        this.folder = folder;
        Placement placement = experiment.placement();
        for (int node = 0; node < experiment.nodes(); node++) {
            Path machine = folder.machine(placement.machine(node));
            nodes.add(new NodeResults(machine.resolve(placement.rank(node) + "_results.json")));
        }
        metrics = new MetricsCsv(folder.path().resolve("metrics.csv"), experiment.nodes());
    }

    @Override
    public void on(NodeEvent event) {
        try {
            switch (event) {
                case NodeEvent.Shared shared -> saveSent(shared);
                case NodeEvent.IterationEnded ended -> {
                    nodes.get(ended.node()).add(ended);
                    metrics.add(ended);
                }
                case NodeEvent.Finished finished -> saveFinal(finished);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the results of node " + event.node(), failure);
        }
    }

    /// The model as the first neighbour gets it: what an attacker there sees.
    private void saveSent(NodeEvent.Shared shared) throws IOException {
        int node = shared.node();
        Step step = shared.audience().step();
        if (step.mixing() != 0
                || shared.audience().receivers().isEmpty()
                || !experiment.saving().includes(node, step.iteration())) {
            return;
        }
        int machine = experiment.placement().machine(node);
        Path models = folder.machine(machine)
                .resolve("attacked_model")
                .resolve("machine" + machine)
                .resolve(Integer.toString(experiment.placement().rank(node)));
        Files.createDirectories(models);
        int receiver = shared.audience().receivers().getFirst().node();
        String name = "model_it" + (step.iteration() + 1) + "_" + node + "_to" + receiver + ".npy";
        NpyFile.write(models.resolve(name), shared.shares().sent(0));
    }

    private void saveFinal(NodeEvent.Finished finished) throws IOException {
        int machine = experiment.placement().machine(finished.node());
        String name = (experiment.schedule().iterations() - 1) + "_weight_" + finished.node() + ".npy";
        ParameterVector model = finished.model();
        NpyFile.write(folder.machine(machine).resolve(name), model);
    }

    /// Writes what is still to be written; also when the run was cut short.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            nodes.forEach(NodeResults::write);
            metrics.close();
        }
    }
}
