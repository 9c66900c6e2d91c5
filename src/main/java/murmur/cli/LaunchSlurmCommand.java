package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import murmur.BadInput;
import murmur.launch.site.Sites;
import murmur.launch.site.SlurmSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `murmur launch slurm`.
@Command(
        name = "slurm",
        description = "Launch an experiment as a job of Slurm, one host per node.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Given on a machine that has sbatch and shares a disk with the nodes. Before the time limit, and when a"
                    + " node is lost, the job is started again and goes on from its last checkpoint. Without"
                    + " --checkpoint-every there are twenty of them in a run; 0 means none.",
            "",
            "Example: murmur launch slurm experiments/quickstart.ini --hosts 3 --walltime 1:00:00"
        })
final class LaunchSlurmCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--hosts",
            paramLabel = "N",
            defaultValue = "1",
            description = "Divide the experiment's nodes among N nodes of the cluster (default 1).")
    private int hosts = 1;

    @Option(names = "--partition", paramLabel = "NAME", description = "Which one the job is for.")
    private String partition = "";

    @Option(names = "--account", paramLabel = "NAME", description = "Which one it is charged to.")
    private String account = "";

    @Option(
            names = "--walltime",
            paramLabel = "TIME",
            description =
                    "Its time limit, as sbatch --time has it: MINUTES, H:MM:SS, D-HH … (default: the partition's).")
    private String walltime = "";

    @Option(names = "--cpus-per-task", paramLabel = "N", description = "CPUs for each host; also its workers.")
    private String cpus = "";

    @Option(names = "--mem", paramLabel = "SIZE", description = "Memory on each node, such as 8G.")
    private String memory = "";

    @Option(
            names = "--sbatch-option",
            paramLabel = "--NAME[=VALUE]",
            description = "Any other option of sbatch, in one word: --sbatch-option=--qos=low; may be repeated.")
    private List<String> others = new ArrayList<>();

    @Option(
            names = "--requeues",
            paramLabel = "N",
            defaultValue = "10",
            description = "How often the job may be started again (default 10).")
    private int requeues = 10;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "A folder on a disk that all nodes share, for what they need and write (default ~/.murmur).")
    private @Nullable Path work;

    @Option(
            names = "--program",
            paramLabel = "DIR",
            description =
                    "The folder of the script murmur, on that disk (default: this program and its Java are copied to"
                            + " --work, once).")
    private @Nullable Path program;

    @Option(
            names = "--offset",
            paramLabel = "PORT",
            description = "First port; hosts listen at the next one (default: 10000 … 29980, by the job's number).")
    private String offset = "";

    @Mixin
    private final LaunchOptions options = new LaunchOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        LaunchOptions.Prepared prepared = options.prepare(true);
        List<Integer> shares = options.shares(prepared, hosts);
        List<String> more = new ArrayList<>();
        if (!prepared.datasets().isEmpty()) {
            more.addAll(List.of(
                    "--datasets", Path.of(prepared.datasets()).toAbsolutePath().toString()));
        }
        more.addAll(prepared.checkpoints());
        return LaunchedRun.of(
                        options.create(
                                prepared,
                                Sites.SLURM,
                                shares,
                                more,
                                Map.of(Sites.SETTINGS, settings().json())),
                        spec.commandLine())
                .drive();
    }

    /// Nodes of the cluster.
    int hosts() {
        return hosts;
    }

    SlurmSettings settings() {
        Map<String, String> named = new LinkedHashMap<>();
        named.put("partition", partition);
        named.put("account", account);
        named.put("time", walltime);
        named.put("cpus-per-task", cpus);
        named.put("mem", memory);
        Path shared = work == null ? Path.of(System.getProperty("user.home"), ".murmur") : work;
        List<String> workers = options.workers();
        return new SlurmSettings(
                shared.toAbsolutePath().normalize().toString(),
                home().toAbsolutePath().normalize().toString(),
                program == null,
                SlurmSettings.directives(named, others),
                requeues,
                offset,
                workers.isEmpty() ? "" : workers.getLast());
    }

    /// The start script runs the file `target/murmuration.jar` beside it.
    private Path home() {
        if (program != null) {
            return program;
        }
        Path running = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
        if (running.endsWith("target/murmuration.jar")) {
            return running.resolve("../..");
        }
        throw BadInput.must("--program", "be given where murmur was not started by its script", "missing");
    }
}
