package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import murmur.BadInput;
import murmur.experiment.Communication.OnFailure;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.Configured;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.launch.site.LaunchFolder;
import murmur.launch.site.Launches;
import murmur.launch.site.Parcel;
import murmur.launch.site.Request;
import murmur.launch.site.Shares;
import murmur.report.ResultFolder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What all kinds of launches are told.
final class LaunchOptions {
    private static final String SHARES = "procs_per_machine";

    private static final String CHECKPOINTS = "checkpoint_every";
    private static final int CHECKPOINTS_OF_A_RUN = 20;

    /// Decided here, or by the site.
    private static final List<String> NOT_SENT = List.of("log_dir", "machines", SHARES, "datasets", "workers");

    @Parameters(paramLabel = "CONFIG.ini", description = "The configuration; what it names is sent with it.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--keep", description = "Leave what was put on the machines there.")
    private boolean keep;

    @Mixin
    private final RunOptions run = new RunOptions();

    /// An experiment that is to be launched.
    ///
    /// @param datasets where it says that data sets are; blank if it does not
    record Prepared(Configured configured, Parcel parcel, Path results, String datasets) {
        int nodes() {
            return configured.experiment().nodes();
        }

        /// Words that have hosts save checkpoints where nobody says whether: twenty in a run.
        List<String> checkpoints() {
            boolean said = configured.settings().checkpointEvery() > 0
                    || parcel.overrides().containsKey(CHECKPOINTS);
            return said ? List.of() : List.of("--checkpoint-every", Integer.toString(checkpointEvery(configured)));
        }
    }

    /// Iterations between two checkpoints where nobody says it.
    static int checkpointEvery(Configured configured) {
        return Math.ceilDiv(configured.experiment().schedule().iterations(), CHECKPOINTS_OF_A_RUN);
    }

    /// Reads the experiment, without its data.
    ///
    /// @param here whether the data sets are on this machine
    Prepared prepare(boolean here) {
        Map<String, GivenOption> given = new LinkedHashMap<>(run.overrides());
        BadInput.unless(!given.containsKey("machines"), "--machines", "be left to the launch", "given");
        return prepare(file, given, here);
    }

    /// The same for a file and options that come from elsewhere; how nodes are spread is for the site to say.
    static Prepared prepare(Path file, Map<String, GivenOption> given, boolean here) {
        Map<String, GivenOption> read = new HashMap<>(given);
        read.remove(SHARES);
        read.remove("machines");
        if (!here) {
            read.remove("datasets");
        }
        Configured configured = ExperimentFile.read(file, read);
        configured.attack().ifPresent(plan -> {
            throw BadInput.must("[ATTACK]", "be in runs of one process", "launched")
                    .at(plan.place())
                    .cure("have the run save models, and attack them afterwards with murmur attack");
        });
        Path results = configured
                .settings()
                .logDir()
                .orElseGet(() -> RunCommand.defaultFolder(configured))
                .toAbsolutePath();
        ResultFolder.at(results, file, OptionalInt.empty(), false);
        Map<String, GivenOption> sent = new LinkedHashMap<>(given);
        NOT_SENT.forEach(sent::remove);
        String datasets = given.containsKey("datasets") ? given.get("datasets").value() : "";
        return new Prepared(configured, new Parcel(file, sent), results, datasets);
    }

    /// How many nodes each of so many machines gets.
    List<Integer> shares(Prepared prepared, int machines) {
        GivenOption given = run.overrides().get(SHARES);
        if (given == null) {
            return Shares.even(prepared.nodes(), machines);
        }
        Map<String, GivenOption> all = new HashMap<>(run.overrides());
        all.remove("datasets");
        all.put("machines", new GivenOption("machines", ExperimentFile.SECTION, Integer.toString(machines)));
        return ExperimentFile.read(file, all).experiment().placement().nodesPerMachine();
    }

    /// The number of workers of each host, if the user has given one.
    List<String> workers() {
        GivenOption given = run.overrides().get("workers");
        return given == null ? List.of() : List.of(given.name(), given.value());
    }

    /// Makes the launch.
    ///
    /// @param more words for every host
    LaunchFolder create(
            Prepared prepared, String site, List<Integer> shares, List<String> more, Map<String, String> settings)
            throws IOException, InterruptedException {
        List<String> words = new java.util.ArrayList<>(prepared.parcel().words());
        words.addAll(more);
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (keep) {
            all.put("keep", "true");
        }
        if (prepared.configured().settings().communication().onFailure() == OnFailure.CONTINUE) {
            all.put("goes_on", "true");
        }
        Request request = new Request(site, file.toString(), prepared.results().toString(), shares, words, all);
        return Launches.ofUser().create(request, prepared.parcel()::into);
    }
}
