package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import murmur.Unwritten;
import murmur.experiment.Experiment;
import murmur.launch.Checkpoints;
import murmur.launch.EmbeddedRun;
import murmur.launch.Loss;
import murmur.launch.RunFailure;
import murmur.node.NodeEvent;
import murmur.report.EvaluationTable;
import murmur.report.ResultFolder;
import murmur.report.RunLog;
import murmur.report.RunRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A run with all that watches it: its record, its log, the table of its evaluations, and its progress on the screen.
final class WatchedRun {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedRun.class);

    private final EmbeddedRun run;
    private final ResultFolder folder;
    private final RunRecord.Origin origin;
    private final Console console;

    WatchedRun(EmbeddedRun run, ResultFolder folder, RunRecord.Origin origin, Console console) {
        this.run = run;
        this.folder = folder;
        this.origin = origin;
        this.console = console;
    }

    /// What watches a run.
    ///
    /// @param folder of the results
    /// @param interruption what is to be written before the process ends can be told to it
    /// @param lost told of machines without which the run goes on
    record Watch(
            NodeEvent.Observer observer,
            Checkpoints checkpoints,
            Progress progress,
            Path folder,
            Interruption interruption,
            Consumer<Loss> lost) {}

    /// Runs the nodes of this process to their end.
    @FunctionalInterface
    interface Body {
        void run(Watch watch) throws InterruptedException;
    }

    /// Has `body` run, and returns what was evaluated.
    ///
    /// @param checkpointEvery iterations between two checkpoints; 0: none
    EvaluationTable conduct(int checkpointEvery, Body body) throws IOException, InterruptedException {
        if (origin.resumed()) {
            Checkpoints.requireSame(folder.path(), run, nodes());
        }
        RunRecord record = RunRecord.start(folder, run, origin);
        Checkpoints checkpoints = new Checkpoints(folder.path(), folder.only().orElse(0), checkpointEvery, record);
        EvaluationTable table = new EvaluationTable(nodes().size());
        try (RunLog log = RunLog.open(folder.home().resolve("run.log"), origin.logLevel(), origin.resumed());
                Interruption interruption = new Interruption(record, checkpoints::saveNow, console);
                Progress progress = Progress.of(run.experiment(), table, console)) {
            log.start(run.experiment());
            NodeEvent.Observer observer = NodeEvent.Observer.all(List.of(record, table, progress, log));
            conduct(body, new Watch(observer, checkpoints, progress, record.folder(), interruption, record::lost));
            record.finish(RunRecord.DONE);
        } catch (InterruptedException | RuntimeException | Error failure) {
            endAfter(failure, record);
            throw failure;
        }
        return table;
    }

    /// On a full disk that may fail, too, which is not what the user should hear of.
    private static void endAfter(Throwable failure, RunRecord record) {
        try {
            record.finish(RunRecord.FAILED);
        } catch (Unwritten second) {
            failure.addSuppressed(second);
        }
    }

    /// What goes wrong once the process was told to end is no news.
    private static void conduct(Body body, Watch watch) throws InterruptedException {
        try {
            body.run(watch);
        } catch (RunFailure failure) {
            LOG.info("stopped: {}", failure.getMessage());
            if (watch.interruption().isRunning()) {
                throw new InterruptedException(failure.getMessage());
            }
            throw failure;
        }
    }

    /// The nodes of this process.
    private List<Integer> nodes() {
        Experiment experiment = run.experiment();
        IntStream nodes = folder.only().isPresent()
                ? experiment.placement().nodes(folder.only().getAsInt())
                : IntStream.range(0, experiment.nodes());
        return nodes.boxed().toList();
    }
}
