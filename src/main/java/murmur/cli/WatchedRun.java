package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import murmur.experiment.Placement;
import murmur.launch.Checkpoints;
import murmur.launch.EmbeddedRun;
import murmur.launch.Loss;
import murmur.node.NodeEvent;
import murmur.report.EvaluationTable;
import murmur.report.ResultFolder;
import murmur.report.RunLog;
import murmur.report.RunRecord;

/// A run with all that watches it: its record, its log, the table of its evaluations, and its progress on the screen.
final class WatchedRun {
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
        RunRecord record = RunRecord.start(folder, run, origin);
        Checkpoints checkpoints = new Checkpoints(folder.path(), folder.only().orElse(0), checkpointEvery, record);
        EvaluationTable table = new EvaluationTable(nodes());
        try (RunLog log = RunLog.open(folder.home().resolve("run.log"), origin.logLevel());
                Interruption interruption = new Interruption(
                        record, folder.only().isEmpty() ? checkpoints::saveNow : () -> false, console);
                Progress progress = Progress.of(run.experiment(), table, console)) {
            log.start(run.experiment());
            NodeEvent.Observer observer = NodeEvent.Observer.all(List.of(record, table, progress, log));
            body.run(new Watch(observer, checkpoints, record.folder(), interruption, record::lost));
            record.finish(RunRecord.DONE);
        } finally {
            // Only the first call counts: this one is for runs that failed.
            record.finish(RunRecord.FAILED);
        }
        return table;
    }

    /// How many nodes are in this process.
    private int nodes() {
        Placement placement = run.experiment().placement();
        return folder.only().isPresent()
                ? (int) placement.nodes(folder.only().getAsInt()).count()
                : run.experiment().nodes();
    }
}
