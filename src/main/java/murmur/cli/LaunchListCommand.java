package murmur.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import murmur.launch.site.LaunchFolder;
import murmur.launch.site.LaunchRecord;
import murmur.launch.site.Launches;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `murmur launch list`.
@Command(name = "list", description = "Show all launches, the newest last.", mixinStandardHelpOptions = true)
final class LaunchListCommand implements Callable<Integer> {
    private static final String FORMAT = "%-18s  %-6s  %-9s  %8s  %-24s  %s%n";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", description = "Print the table as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<LaunchRecord> records = new ArrayList<>();
        for (LaunchFolder folder : Launches.ofUser().all()) {
            records.add(folder.read());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared()
                    .writeValueAsString(
                            records.stream().map(LaunchListCommand::row).toList()));
        } else {
            out.printf(Locale.ROOT, FORMAT, "launch", "site", "state", "age", "target", "results");
            records.forEach(record -> print(record, out));
        }
        return Main.DONE;
    }

    private static void print(LaunchRecord record, PrintWriter out) {
        String target = record.request().target();
        Path results = record.results();
        out.printf(
                Locale.ROOT,
                FORMAT,
                record.id(),
                record.request().site(),
                record.state(),
                Progress.time((double) ageSeconds(record)),
                target,
                results);
    }

    private static long ageSeconds(LaunchRecord record) {
        return Duration.between(record.created(), Instant.now()).toSeconds();
    }

    private static Map<String, Object> row(LaunchRecord record) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("launch", record.id());
        row.put("site", record.request().site());
        row.put("state", record.state());
        row.put("age_seconds", ageSeconds(record));
        row.put("target", record.request().target());
        row.put("results", record.results().toString());
        return row;
    }
}
