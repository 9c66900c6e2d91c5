package murmur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.Unwritten;
import murmur.experiment.Communication.OnFailure;
import murmur.experiment.ExperimentFile.Configured;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.launch.FreePorts;
import murmur.launch.site.Shares;
import murmur.report.MachineFolders;
import murmur.report.ResultFolder;
import murmur.transport.cluster.RunKeys;

/// Several `murmur host` on this machine, each with its part of the nodes: a run over the network for trying it out.
final class LocalHosts {
    private final Console console;
    private final Path file;
    private final Map<String, GivenOption> options;
    private final int hosts;

    LocalHosts(Console console, Path file, Map<String, GivenOption> options, int hosts) {
        BadInput.unless(hosts >= 1, "--hosts", "be at least 1", hosts);
        this.console = console;
        this.file = file;
        this.options = options;
        this.hosts = hosts;
    }

    /// Runs all hosts to their end and puts their results together.
    ///
    /// @return the exit status of the first host that failed, else 0
    int run(Configured configured, ResultFolder folder, boolean resumed) throws IOException, InterruptedException {
        BadInput.unless(
                hosts <= configured.experiment().nodes(),
                "--hosts",
                "be at most the number of nodes, " + configured.experiment().nodes(),
                hosts);
        if (!resumed) {
            folder.prepare();
        }
        // Gone with the run.
        Path keys = Files.createTempDirectory("murmur-keys");
        Path key = RunKeys.create(keys);
        Path addresses = Files.writeString(keys.resolve("ip.json"), addresses());
        List<String> common = command(configured, folder.path(), addresses);
        common.addAll(List.of("--keys", keys.toString()));
        if (resumed) {
            common.add("--resume");
        }
        try (LocalProcesses processes = new LocalProcesses(console)) {
            for (int machine = 0; machine < hosts; machine++) {
                List<String> words = new ArrayList<>(common);
                words.addAll(List.of("--machine-id", Integer.toString(machine)));
                processes.start(machine, words);
            }
            boolean goesOn = configured.settings().communication().onFailure() == OnFailure.CONTINUE;
            int status = goesOn ? processes.awaitSome() : processes.await();
            // Whoever refuses leaves everything as it was.
            if (status != Main.WRONG_INPUT) {
                merge(folder.path(), status);
            }
            return status;
        } finally {
            for (Path file : List.of(key, addresses, keys)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// A run that failed may have left too little to be put together.
    private void merge(Path folder, int status) throws IOException {
        try {
            new MachineFolders(folder, hosts).merge();
        } catch (IOException | BadInput | Unwritten incomplete) {
            if (status == Main.DONE) {
                throw incomplete;
            }
            console.say("murmur: metrics.csv was not put together: " + incomplete.getMessage());
        }
    }

    private String addresses() {
        return IntStream.range(0, hosts)
                .mapToObj(machine -> "\"" + machine + "\": \"127.0.0.1\"")
                .collect(Collectors.joining(", ", "{", "}\n"));
    }

    private List<String> command(Configured configured, Path folder, Path addresses) {
        List<String> words = new ArrayList<>();
        words.addAll(ThisProgram.words(hosts, List.of("-D" + HostCommand.CHILD + "=true")));
        words.add("host");
        words.addAll(List.of(file.toString(), "--addresses", addresses.toString()));
        words.addAll(List.of("--offset", Integer.toString(FreePorts.offset(hosts)), "--log-dir", folder.toString()));
        int workers = Math.max(1, configured.settings().workers() / hosts);
        words.addAll(List.of("--workers", Integer.toString(workers)));
        if (!options.containsKey("procs_per_machine")) {
            words.addAll(List.of(
                    "--procs-per-machine",
                    Shares.even(configured.experiment().nodes(), hosts).stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(" "))));
        }
        options.forEach((key, option) -> {
            if (!List.of("log_dir", "machines", "workers").contains(key)) {
                words.addAll(List.of(option.name(), option.value()));
            }
        });
        return words;
    }
}
