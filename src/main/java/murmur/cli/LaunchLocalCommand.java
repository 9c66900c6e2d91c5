package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import murmur.launch.FreePorts;
import murmur.launch.site.Sites;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `murmur launch local`.
@Command(
        name = "local",
        description = "Launch an experiment on this machine, in processes that go on when this command ends.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "Example: murmur launch local experiments/quickstart.ini --hosts 2"})
final class LaunchLocalCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--hosts",
            paramLabel = "N",
            defaultValue = "1",
            description = "Divide the nodes among N processes (default 1).")
    private int hosts = 1;

    @Mixin
    private final LaunchOptions options = new LaunchOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        LaunchOptions.Prepared prepared = options.prepare(true);
        List<Integer> shares = options.shares(prepared, hosts);
        List<String> more = new ArrayList<>(List.of("--offset", Integer.toString(FreePorts.offset(hosts))));
        int workers = Math.max(1, prepared.configured().settings().workers() / hosts);
        more.addAll(List.of("--workers", Integer.toString(workers)));
        if (!prepared.datasets().isEmpty()) {
            more.addAll(List.of(
                    "--datasets", Path.of(prepared.datasets()).toAbsolutePath().toString()));
        }
        String program =
                JsonMapper.shared().writeValueAsString(ThisProgram.words(hosts, List.of("-Dmurmur.terminal=false")));
        return LaunchedRun.of(
                        options.create(prepared, Sites.LOCAL, shares, more, Map.of(Sites.PROGRAM, program)),
                        spec.commandLine())
                .drive();
    }
}
