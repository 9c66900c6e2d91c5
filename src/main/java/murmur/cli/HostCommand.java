package murmur.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import murmur.BadInput;
import murmur.experiment.AddressFile;
import murmur.experiment.Communication;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.Configured;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.launch.EmbeddedRun;
import murmur.launch.HostRun;
import murmur.report.ResultFolder;
import murmur.report.RunRecord;
import murmur.transport.cluster.RunKeys;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `murmur host`.
@Command(
        name = "host",
        description = "Run this machine's part of an experiment over several machines.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The same command is given on every machine; they wait for each other and start together. Results are"
                    + " in machine<m> of each machine's --log-dir; murmur collect puts them together.",
            "",
            "Example: murmur host config.ini --addresses ip.json"
        })
final class HostCommand implements Callable<Integer> {
    /// A system property: the process is to end with the one that started it, whatever ends that.
    static final String CHILD = "murmur.child";

    private static final String AUTO = "auto";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Parameters(paramLabel = "CONFIG.ini", description = "The configuration, the same on every machine.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--addresses",
            paramLabel = "FILE",
            description = "Where the machines are: {\"0\": \"10.0.0.1\", \"1\": \"10.0.0.2\"} (default: [COMMUNICATION]"
                    + " addresses_filepath).")
    private @Nullable Path addresses;

    @Option(
            names = {"--machine-id", "-mid"},
            paramLabel = "auto|M",
            defaultValue = AUTO,
            description = "Which of them this one is (default: the one whose address it has).")
    private String machineId = AUTO;

    @Option(
            names = "--offset",
            paramLabel = "PORT",
            description = "First port; this machine listens at the next one (default 9000).")
    private @Nullable String offset;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "The folder that murmur keys create has made, the same on every machine.")
    private @Nullable Path keys;

    @Option(
            names = "--insecure",
            description = "Let everybody who reaches the port join, read and change the run, and nobody needs a key.")
    private boolean insecure;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Mixin
    private final ResultOptions results = new ResultOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant started = Instant.now();
        if (Boolean.getBoolean(CHILD)) {
            ProcessHandle.current().parent().ifPresent(HostCommand::endWith);
        }
        Configured configured = configured();
        Communication communication = configured.settings().communication();
        List<InetSocketAddress> hosts = AddressFile.read(addresses(communication), communication.offset());
        configured.attack().ifPresent(plan -> {
            throw BadInput.must("[ATTACK]", "be in runs of one process", "given to one of many hosts")
                    .at(plan.place())
                    .cure("have the run save models, and attack them afterwards with murmur attack");
        });
        int machine = machine(hosts);
        Path logDir = configured.settings().logDir().orElseGet(() -> RunCommand.defaultFolder(configured));
        ResultFolder folder = results.folder(logDir, file, OptionalInt.of(machine));
        configured.experiment().learning().model().device().prepare();
        HostRun.Site site = new HostRun.Site(hosts, machine, communication, tls(hosts.size()));
        site.requireFreePort();
        EmbeddedRun run = EmbeddedRun.prepare(configured.experiment());
        boolean silent = machine != 0 && Boolean.getBoolean(CHILD);
        Console console = new Console(spec.commandLine(), configured.settings().logLevel(), !silent);
        if (machine == 0) {
            console.warnAbout(run);
        }
        RunRecord.Origin origin = new RunRecord.Origin(
                file, main.words(), started, configured.settings().logLevel(), results.resume());
        Farewells farewells = new Farewells(machine, console);
        new WatchedRun(run, folder, origin, console)
                .conduct(
                        configured.settings().checkpointEvery(),
                        watch -> new HostRun(run, site, watch.checkpoints(), results.resume())
                                .run(configured.settings().workers(), watch.observer(), farewells.andTell(watch)));
        farewells.sumUp();
        return Main.DONE;
    }

    /// The options that override keys of the configuration.
    Map<String, GivenOption> overrides() {
        return options.overrides();
    }

    private static void endWith(ProcessHandle parent) {
        Thread.ofVirtual().start(() -> {
            parent.onExit().join();
            System.exit(Main.FAILED);
        });
    }

    /// The number of machines is that of the addresses.
    private Configured configured() {
        Map<String, GivenOption> overrides = new HashMap<>(options.overrides());
        if (offset != null) {
            overrides.put("offset", new GivenOption("--offset", "COMMUNICATION", offset));
        }
        Communication communication = ExperimentFile.communication(file, overrides);
        int machines = AddressFile.read(addresses(communication), communication.offset())
                .size();
        overrides.put("machines", new GivenOption("--addresses", ExperimentFile.SECTION, Integer.toString(machines)));
        return ExperimentFile.read(file, overrides);
    }

    private Path addresses(Communication communication) {
        return Optional.ofNullable(addresses)
                .or(communication::addresses)
                .orElseThrow(() -> BadInput.must("--addresses", "be given", "missing")
                        .cure("write {\"0\": \"10.0.0.1\", \"1\": \"10.0.0.2\"} to a file and name it"));
    }

    private int machine(List<InetSocketAddress> hosts) {
        int[] possible = IntStream.range(0, hosts.size())
                .filter(machine -> machineId.equals(AUTO)
                        ? isHere(hosts.get(machine).getAddress())
                        : machineId.equals(Integer.toString(machine)))
                .toArray();
        if (possible.length == 1) {
            return possible[0];
        }
        String is = machineId.equals(AUTO)
                ? (possible.length == 0 ? "at none" : "at several") + " of these addresses"
                : machineId;
        throw BadInput.must("--machine-id", "say which of machines 0 … " + (hosts.size() - 1) + " this is", is);
    }

    private Optional<SSLContext> tls(int machines) {
        if (keys != null) {
            BadInput.unless(!insecure, "--insecure", "stand without --keys", "with it");
            return Optional.of(RunKeys.read(keys));
        }
        if (!insecure && machines > 1) {
            throw BadInput.must("--keys", "be given where there are several machines", "missing")
                    .cure("make them once with murmur keys create DIR, copy DIR to every machine and give --keys DIR;"
                            + " or let everybody in with --insecure");
        }
        return Optional.empty();
    }

    private static boolean isHere(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }
}
