package murmur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import murmur.BadInput;
import murmur.experiment.Communication.OnFailure;
import murmur.launch.site.LaunchFolder;
import murmur.launch.site.Launches;
import murmur.launch.site.OarSettings;
import murmur.launch.site.Request;
import murmur.launch.site.Sites;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `murmur launch g5k`.
@Command(
        name = "g5k",
        description = "Launch an experiment on machines that OAR reserves, as on Grid'5000.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A Grid'5000 file of decentralizepy's scripts is taken as it is; options win over its keys. Where OAR may"
                    + " resubmit the job, there are twenty checkpoints in a run unless --checkpoint-every says"
                    + " otherwise; 0 means none.",
            "",
            "Example, on a frontend: murmur launch g5k g5k_config/small_test_run.json --datasets ~/datasets"
        })
final class LaunchGrid5000Command implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "TARGET", description = "A Grid'5000 file (.json), or a configuration (.ini).")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--search",
            paramLabel = "DIR",
            description = "Where CONFIG_NAME and GRAPH_FILE are looked for first; may be repeated.")
    private List<Path> search = new ArrayList<>();

    @Option(
            names = "--job",
            paramLabel = "ID",
            description = "Use the machines of this job of yours, which is running, instead of reserving any.")
    private long job;

    @Option(names = "--release", description = "With --job: end that job afterwards.")
    private boolean release;

    @Option(names = "--keep", description = "Leave what was put there.")
    private boolean keep;

    @Mixin
    private final Grid5000Options reservation = new Grid5000Options();

    @Mixin
    private final Grid5000Place place = new Grid5000Place();

    @Mixin
    private final RunOptions run = new RunOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Grid5000Target target = Grid5000Target.of(file, search, run.overrides());
        target.remarks().forEach(remark -> spec.commandLine().getErr().println("murmur: warning: " + remark));
        LaunchOptions.Prepared prepared = target.prepare(place.outside().equals(OarSettings.Outside.NONE));
        OarSettings settings = new OarSettings(
                target.job(prepared, reservation, job > 0),
                place.staging(datasets(prepared)),
                job,
                release,
                target.saved(reservation),
                target.everything(reservation),
                place.outside());
        return LaunchedRun.of(create(target, prepared, settings), spec.commandLine())
                .drive();
    }

    /// Seen from outside, a path means what it means there.
    private String datasets(LaunchOptions.Prepared prepared) {
        String given = prepared.datasets();
        boolean here = place.outside().equals(OarSettings.Outside.NONE);
        BadInput.unless(
                here || given.isEmpty() || given.startsWith("/"), "--datasets", "be an absolute path there", given);
        return given.isEmpty() || !here
                ? given
                : Path.of(given).toAbsolutePath().toString();
    }

    private LaunchFolder create(Grid5000Target target, LaunchOptions.Prepared prepared, OarSettings settings)
            throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(Map.of(Sites.SETTINGS, settings.json()));
        if (keep) {
            all.put("keep", "true");
        }
        if (prepared.configured().settings().communication().onFailure() == OnFailure.CONTINUE) {
            all.put("goes_on", "true");
        }
        List<String> words = new ArrayList<>(target.words(prepared));
        if (settings.job().resubmissions() > 0 && !prepared.checkpoints().isEmpty()) {
            words.addAll(prepared.checkpoints());
            all.put(OarSettings.PASSING_CHECKPOINTS, "true");
        }
        Request request = new Request(
                Sites.G5K,
                target.configuration().toString(),
                prepared.results().toString(),
                target.shares(prepared),
                words,
                all);
        return Launches.ofUser().create(request, parcel -> {
            prepared.parcel().into(parcel);
            if (target.isGrid5000()) {
                Files.copy(file, parcel.resolve(OarSettings.FILE));
            }
        });
    }
}
