package murmur.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import murmur.bench.Checkup;
import murmur.bench.Checkup.Finding;
import murmur.bench.Checkup.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `murmur doctor`.
@Command(
        name = "doctor",
        description = "Say what this machine has of what the program needs, and what to do about the rest.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "Exit status: 0 if experiments can run here, else 3."})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final DatasetsOption datasets = new DatasetsOption();

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        List<Finding> findings = new Checkup(System.getenv(), Path.of("runs"), datasets.folder()).findings();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(
                    DataTable.printed(findings.stream().map(DoctorCommand::row).toList()));
        } else {
            findings.forEach(finding -> print(finding, out));
        }
        out.flush();
        return findings.stream().anyMatch(finding -> finding.state() == State.WRONG) ? Main.FAILED : Main.DONE;
    }

    private static void print(Finding finding, PrintWriter out) {
        String sign = switch (finding.state()) {
            case GOOD -> "ok";
            case ABSENT -> "--";
            case WRONG -> "!!";
        };
        out.printf("%s  %-10s  %s%n", sign, finding.subject(), finding.says());
        finding.cure().ifPresent(cure -> out.printf("                %s%n", cure));
    }

    private static Map<String, String> row(Finding finding) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("subject", finding.subject());
        row.put("state", finding.state().name().toLowerCase(Locale.ROOT));
        row.put("says", finding.says());
        finding.cure().ifPresent(cure -> row.put("cure", cure));
        return row;
    }
}
