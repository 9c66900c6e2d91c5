package murmur.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import murmur.Unwritten;
import murmur.data.Dataset;
import murmur.data.LabelCounts;
import murmur.data.Ratings;
import murmur.data.Sha256;
import murmur.experiment.Experiment;
import murmur.experiment.Placement;
import murmur.launch.EmbeddedRun;
import murmur.launch.Ledger;
import murmur.launch.Loss;
import murmur.math.NpyFile;
import murmur.node.NodeEvent;
import murmur.topology.Step;
import murmur.training.Scores;

/// Writes a run's results as the run goes.
public final class RunRecord implements NodeEvent.Observer, Ledger {
    /// How a run can end.
    public static final String DONE = "done";

    public static final String FAILED = "failed";
    public static final String INTERRUPTED = "interrupted";

    private final Experiment experiment;
    private final ResultFolder folder;
    private final Manifest manifest;
    private final Map<Integer, NodeResults> nodes = new HashMap<>();
    private final MetricsCsv metrics;
    private final MeanNoises noises;
    private final GraphLog graphs;
    private final boolean firstMachine;
    private final AtomicInteger starting;
    private final PastRows past;

    /// Nodes write side by side, but none of them after the end: a run that is cut short must leave whole files.
    private final ReadWriteLock ending = new ReentrantReadWriteLock();

    /// What is written before the first iteration; afterwards nothing.
    private Optional<Opening> opening;

    private boolean finished;

    /// Writes what is known before the first iteration.
    @FunctionalInterface
    private interface Opening {
        void write() throws IOException;
    }

    /// Where a run comes from.
    ///
    /// @param configuration the `.ini` file
    /// @param command the command line, word by word
    /// @param started when the command was given
    /// @param logLevel DEBUG, INFO, WARNING, ERROR or CRITICAL
    /// @param resumed whether results that are there belong to the run
    public record Origin(Path configuration, List<String> command, Instant started, String logLevel, boolean resumed) {
        /// A run that starts anew.
        public Origin(Path configuration, List<String> command, Instant started, String logLevel) {
            this(configuration, command, started, logLevel, false);
        }
    }

    private RunRecord(EmbeddedRun run, ResultFolder folder, Manifest manifest, PastRows past, Opening opening) {
        experiment = run.experiment();
        this.opening = Optional.of(opening);
        this.folder = folder;
        this.past = past;
        this.manifest = manifest;
        Placement placement = experiment.placement();
        for (int machine : folder.machines(placement)) {
            for (int node : placement.nodes(machine).toArray()) {
                nodes.put(
                        node, new NodeResults(folder.machine(machine).resolve(placement.rank(node) + "_results.json")));
            }
        }
        firstMachine = folder.machines(placement).contains(0);
        starting = new AtomicInteger(nodes.size());
        noises = new MeanNoises(experiment, nodes.size());
        metrics = new MetricsCsv(folder.home().resolve(ResultFolder.METRICS), nodes.size(), columns(run), noises);
        graphs = new GraphLog(experiment, folder.path().resolve("machine0/graphs"));
    }

    /// Makes the result folder and writes what is known before the first iteration. The folder of a run that is to go
    /// on is left alone until it does.
    public static RunRecord start(ResultFolder folder, EmbeddedRun run, Origin origin) throws IOException {
        PastRows past = PastRows.in(folder.path());
        if (!origin.resumed()) {
            folder.prepare();
        }
        Manifest manifest = new Manifest(folder.home().resolve(ResultFolder.MANIFEST), origin.started())
                .command(origin.command())
                .experiment(run.experiment())
                .data(checksums(run));
        Optional<Path> model = run.experiment().learning().model().file();
        if (model.isPresent()) {
            manifest.modelFile(Sha256.of(Files.readAllBytes(model.get())));
        }
        Opening opening = () -> {
            manifest.write();
            new RunInputs(run.experiment(), folder, origin).write();
            if (folder.machines(run.experiment().placement()).contains(0)) {
                LabelFile.write(LabelCounts.of(run.shards()), folder.path().resolve(ResultFolder.LABELS));
            }
        };
        RunRecord record = new RunRecord(run, folder, manifest, past, opening);
        if (!origin.resumed()) {
            record.open();
        }
        return record;
    }

    private synchronized void open() throws IOException {
        if (opening.isPresent()) {
            opening.get().write();
            metrics.begin();
            opening = Optional.empty();
        }
    }

    @Override
    public byte[] results(int node) {
        return Objects.requireNonNull(nodes.get(node)).bytes();
    }

    @Override
    public void resume(int iterations, Map<Integer, byte[]> results) {
        results.forEach(
                (node, content) -> Objects.requireNonNull(nodes.get(node)).restore(content));
        graphs.resume(iterations);
        try {
            open();
            folder.retire(experiment.placement());
            metrics.resume(past.upTo(iterations, nodes.keySet(), noises.measured()));
        } catch (IOException failure) {
            throw new Unwritten(folder.path(), failure);
        }
    }

    private static MetricsCsv.Columns columns(EmbeddedRun run) {
        Experiment.Learning learning = run.experiment().learning();
        Dataset train = run.data().train();
        boolean classes = run.data().test().isPresent()
                && !(train instanceof Ratings)
                && train.classes() <= Scores.MOST_COUNTED_CLASSES;
        return new MetricsCsv.Columns(learning.split().validation().isPresent(), classes ? train.classes() : 0);
    }

    private static Map<String, String> checksums(EmbeddedRun run) {
        Map<String, String> checksums = new LinkedHashMap<>();
        checksums.put("train", run.data().train().sha256());
        run.data().test().ifPresent(test -> checksums.put("test", test.sha256()));
        return checksums;
    }

    public Path folder() {
        return folder.path();
    }

    /// Writes down what a node did, unless the run has ended meanwhile.
    @Override
    public void on(NodeEvent event) {
        ending.readLock().lock();
        try {
            if (!finished) {
                write(event);
            }
        } finally {
            ending.readLock().unlock();
        }
    }

    private void write(NodeEvent event) {
        try {
            open();
            switch (event) {
                case NodeEvent.Shared shared -> {
                    saveSent(shared);
                    noises.add(shared);
                }
                case NodeEvent.IterationEnded ended -> {
                    if (ended.iteration() == 0 && starting.decrementAndGet() == 0) {
                        manifest.firstIteration(Instant.now());
                    }
                    if (firstMachine) {
                        graphs.log(ended.iteration());
                    }
                    Objects.requireNonNull(nodes.get(ended.node())).add(ended);
                    metrics.add(ended);
                }
                case NodeEvent.Finished finish -> saveFinal(finish);
            }
        } catch (IOException failure) {
            throw new Unwritten(folder.path(), failure);
        }
    }

    /// The model as the first neighbour gets it: what an attacker there sees.
    private void saveSent(NodeEvent.Shared shared) throws IOException {
        OptionalInt first = shared.audience().first();
        Step step = shared.audience().step();
        if (step.mixing() != 0 || first.isEmpty() || !experiment.saving().includes(shared.node(), step.iteration())) {
            return;
        }
        int machine = experiment.placement().machine(shared.node());
        Path models = folder.machine(machine)
                .resolve("attacked_model")
                .resolve("machine" + machine)
                .resolve(Integer.toString(experiment.placement().rank(shared.node())));
        int receiver = shared.audience().receivers().get(first.getAsInt()).node();
        String name = "model_it" + (step.iteration() + 1) + "_" + shared.node() + "_to" + receiver + ".npy";
        NpyFile.write(models.resolve(name), shared.shares().sent(first.getAsInt()));
    }

    private void saveFinal(NodeEvent.Finished finish) throws IOException {
        int machine = experiment.placement().machine(finish.node());
        String name = (experiment.schedule().iterations() - 1) + "_weight_" + finish.node() + ".npy";
        NpyFile.write(folder.machine(machine).resolve(name), finish.model());
    }

    /// Writes down that the run goes on without a machine.
    public void lost(Loss loss) {
        ending.readLock().lock();
        try {
            if (!finished) {
                manifest.lost(loss);
            }
        } finally {
            ending.readLock().unlock();
        }
    }

    /// Writes what is still to be written, also when the run was cut short. Only the first call counts.
    ///
    /// @param state one of the three above
    /// @throws Unwritten the first of what could not be written; the rest was
    public void finish(String state) {
        ending.writeLock().lock();
        try {
            if (!finished) {
                finished = true;
                if (opening.isEmpty()) {
                    end(state);
                }
            }
        } finally {
            ending.writeLock().unlock();
        }
    }

    private void end(String state) {
        List<Runnable> last = new ArrayList<>();
        nodes.values().forEach(node -> last.add(node::write));
        last.add(metrics::close);
        last.add(() -> manifest.finish(state, Instant.now()));
        Unwritten first = null;
        for (Runnable writing : last) {
            try {
                writing.run();
            } catch (Unwritten failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
