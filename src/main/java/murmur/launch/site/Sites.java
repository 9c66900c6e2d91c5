package murmur.launch.site;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import murmur.BadInput;
import tools.jackson.databind.json.JsonMapper;

/// The kinds of sites, by name. Where to launch to is read from the record of a launch, so that any process can
/// go on with it.
public final class Sites {
    public static final String LOCAL = "local";
    public static final String SSH = "ssh";
    public static final String SLURM = "slurm";
    public static final String G5K = "g5k";

    /// Setting: what is peculiar to a kind, as JSON.
    public static final String SETTINGS = "settings";

    /// Setting: the words that start the program on this machine, as JSON.
    public static final String PROGRAM = "program";

    private static final Map<String, Function<LaunchFolder, Site>> KINDS = kinds();

    private Sites() {}

    private static Map<String, Function<LaunchFolder, Site>> kinds() {
        Map<String, Function<LaunchFolder, Site>> kinds = new LinkedHashMap<>();
        kinds.put(LOCAL, Sites::local);
        kinds.put(SSH, Sites::ssh);
        kinds.put(SLURM, Sites::slurm);
        kinds.put(G5K, OarSites::of);
        return Collections.unmodifiableMap(kinds);
    }

    /// The site of a launch.
    ///
    /// @throws BadInput if this version has no such kind
    public static Site of(LaunchFolder folder) {
        String kind = folder.read().request().site();
        Function<LaunchFolder, Site> site = KINDS.get(kind);
        if (site == null) {
            throw BadInput.must(folder.path() + ": site", "be one of " + String.join(", ", KINDS.keySet()), kind);
        }
        return site.apply(folder);
    }

    /// One host per machine, all on this one.
    private static Site local(LaunchFolder folder) {
        Request request = folder.read().request();
        int machines = request.machines();
        List<String> words =
                List.of(JsonMapper.shared().readValue(request.setting(PROGRAM).orElse("[]"), String[].class));
        return new HostsSite(
                folder,
                request,
                new HostsSite.Fleet(
                        Collections.nCopies(machines, new Here()),
                        new Program.Present(words),
                        folder.path().resolve("here").toString(),
                        () -> Collections.nCopies(machines, "127.0.0.1"),
                        StagedData.NONE));
    }

    /// One host per line of the hosts file.
    private static Site ssh(LaunchFolder folder) {
        Request request = folder.read().request();
        SshSettings settings = SshSettings.read(request.setting(SETTINGS).orElseThrow());
        List<Ssh> machines = settings.hosts().stream()
                .map(line -> new Ssh(line.host(), settings.options()))
                .toList();
        List<String> addresses =
                settings.hosts().stream().map(HostsFile.Line::address).toList();
        return new HostsSite(
                folder,
                request,
                new HostsSite.Fleet(
                        machines,
                        new SentProgram(settings.program(), settings.sent(), settings.jdk()),
                        settings.root(),
                        new ReachableAddresses(machines, addresses),
                        new StagedData(
                                settings.data().there(),
                                settings.data().sent(),
                                settings.data().fetched())));
    }

    /// One host per node of a job, or one run per task of a job array.
    private static Site slurm(LaunchFolder folder) {
        Request request = folder.read().request();
        SlurmSettings settings = SlurmSettings.read(request.setting(SETTINGS).orElseThrow());
        Program program = slurmProgram(folder, settings);
        return request.setting(SlurmRuns.SETTING).isPresent()
                ? new SlurmArraySite(folder, settings, program)
                : new SlurmSite(folder, settings, program);
    }

    private static Program slurmProgram(LaunchFolder folder, SlurmSettings settings) {
        return settings.sent()
                ? new SharedProgram(
                        Path.of(settings.program()),
                        Path.of(System.getProperty("java.home")),
                        folder.path().resolve("program"))
                : new Program.Present(List.of(settings.program() + "/murmur"));
    }
}
