package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import murmur.BadInput;
import murmur.launch.site.HostsFile;
import murmur.launch.site.Shares;
import murmur.launch.site.Sites;
import murmur.launch.site.SshSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `murmur launch ssh`.
@Command(
        name = "ssh",
        description = "Launch an experiment on machines that your ssh reaches.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Everything is put below .murmur in your home there; what is there already is not sent again. A JDK must be"
                    + " there, or be sent with --jdk.",
            "",
            "Example: murmur launch ssh experiments/quickstart.ini --hosts hosts.txt"
        })
final class LaunchSshCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--hosts",
            paramLabel = "FILE",
            required = true,
            description = "The machines, one a line: [user@]host [address=IP] [nodes=N]; # begins a comment.")
    @SuppressWarnings("NullAway.Init")
    private Path hosts;

    @Option(
            names = "--ssh-config",
            paramLabel = "FILE",
            description = "A configuration for ssh instead of ~/.ssh/config.")
    private @Nullable Path config;

    @Option(
            names = "--ssh-option",
            paramLabel = "KEY=VALUE",
            description = "An option of ssh, as with its -o; may be repeated.")
    private List<String> options = new ArrayList<>();

    @Option(
            names = "--remote-dir",
            paramLabel = "DIR",
            defaultValue = ".murmur",
            description = "Where everything is put there, relative to your home (default .murmur).")
    private String root = ".murmur";

    @Option(
            names = "--program",
            paramLabel = "DIR",
            description = "The folder there that holds murmur; it is then not sent.")
    private @Nullable String program;

    @Option(
            names = "--jdk",
            paramLabel = "DIR",
            description =
                    "The folder of a JDK there, or of one here that is sent (default: the one that is found there).")
    private @Nullable String jdk;

    @Option(
            names = "--send-datasets",
            paramLabel = "DIR",
            description =
                    "Copy this folder of data sets there, unless it is there already; --datasets names one there.")
    private @Nullable Path sentDatasets;

    @Option(
            names = "--fetch-data",
            paramLabel = "NAME",
            description = "Have the machines get a data set, as murmur data fetch does; may be repeated.")
    private List<String> fetched = new ArrayList<>();

    @Option(
            names = "--offset",
            paramLabel = "PORT",
            description = "First port; machines listen at the next one (default 9000).")
    private @Nullable Integer offset;

    @Mixin
    private final LaunchOptions launch = new LaunchOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<HostsFile.Line> lines = HostsFile.read(hosts);
        LaunchOptions.Prepared prepared = launch.prepare(false);
        List<Integer> shares = lines.stream().allMatch(line -> line.nodes() == 0)
                ? launch.shares(prepared, lines.size())
                : Shares.some(
                        prepared.nodes(),
                        lines.stream().map(HostsFile.Line::nodes).toList());
        List<String> more = new ArrayList<>(launch.workers());
        if (offset != null) {
            more.addAll(List.of("--offset", Integer.toString(offset)));
        }
        SshSettings settings =
                new SshSettings(lines, sshOptions(), root, home(), program == null, here(jdk), data(prepared));
        return LaunchedRun.of(
                        launch.create(prepared, Sites.SSH, shares, more, Map.of(Sites.SETTINGS, settings.json())),
                        spec.commandLine())
                .drive();
    }

    private List<String> sshOptions() {
        List<String> words = new ArrayList<>();
        if (config != null) {
            words.addAll(List.of("-F", config.toAbsolutePath().toString()));
        }
        options.forEach(option -> words.addAll(List.of("-o", option)));
        return words;
    }

    /// The start script knows where the program is.
    private String home() {
        BadInput.unless(program == null || program.startsWith("/"), "--program", "be an absolute path there", program);
        return Optional.ofNullable(program)
                .or(() -> Optional.ofNullable(System.getProperty("murmur.home")))
                .orElseThrow(() ->
                        BadInput.must("--program", "be given where murmur was not started by its script", "missing"));
    }

    private static String here(@Nullable String folder) {
        return folder == null ? "" : Path.of(folder).toAbsolutePath().toString();
    }

    private SshSettings.Data data(LaunchOptions.Prepared prepared) {
        BadInput.unless(
                prepared.datasets().isEmpty() || prepared.datasets().startsWith("/"),
                "--datasets",
                "be an absolute path on the machines",
                prepared.datasets());
        BadInput.unless(
                prepared.datasets().isEmpty() || sentDatasets == null,
                "--send-datasets",
                "stand without --datasets",
                "with it");
        BadInput.unless(
                sentDatasets == null || java.nio.file.Files.isDirectory(sentDatasets),
                "--send-datasets",
                "be a folder here",
                sentDatasets);
        String sent = sentDatasets == null ? "" : sentDatasets.toAbsolutePath().toString();
        return new SshSettings.Data(prepared.datasets(), sent, fetched);
    }
}
