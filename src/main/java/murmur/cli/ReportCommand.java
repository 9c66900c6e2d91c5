package murmur.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.report.ReportFolder;
import murmur.report.StoredResults;
import murmur.report.figure.Report;
import murmur.report.study.RunResults;
import murmur.report.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `murmur report`.
@Command(
        name = "report",
        description = "Put runs side by side: one page with figures and tables, ours or decentralizepy's.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Runs are grouped by what differs between their experiments; those that differ in the seed only are summed"
                    + " up together. What attacks found is shown where murmur attack was run before.",
            "",
            "Example: murmur report runs/* --output report"
        })
final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Result folders of runs, or folders of such folders.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> runs;

    @Option(
            names = {"--output", "-o"},
            paramLabel = "DIR",
            description = "Folder of the report (default: report).")
    private Path output = Path.of("report");

    @Option(names = "--force", description = "Replace a report that is there.")
    private boolean force;

    @Option(names = "--json", description = "Print the last numbers of every experiment as JSON.")
    private boolean json;

    /// A folder of a sweep stands for the runs in it.
    private static Stream<Path> runsIn(Path folder) {
        List<Path> inside = StoredResults.below(folder);
        return inside.isEmpty() ? Stream.of(folder) : inside.stream();
    }

    @Override
    public Integer call() {
        ReportFolder folder = ReportFolder.at(output, force);
        Console console = new Console(spec.commandLine(), "INFO");
        System.setProperty("java.awt.headless", "true");
        List<RunResults> read = new ArrayList<>();
        List<BadInput> refused = new ArrayList<>();
        for (Path run : runs.stream().flatMap(ReportCommand::runsIn).toList()) {
            try {
                read.add(StoredResults.read(run, new EarlierCommand(console)::options));
            } catch (BadInput bad) {
                refused.add(bad);
                console.warn(bad.getMessage() + (runs.size() > 1 ? " (left out of the report)" : ""));
            }
        }
        if (read.isEmpty()) {
            throw refused.getFirst();
        }
        Report report = new Report(Study.of(read));
        report.warnings().forEach(console::warn);
        Path page = folder.write(report);
        if (json) {
            String text = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(report.asMap());
            spec.commandLine().getOut().println(text);
        } else {
            spec.commandLine()
                    .getOut()
                    .println(page + ": " + read.size() + (read.size() == 1 ? " run, " : " runs, ")
                            + report.charts().size() + " figures");
        }
        spec.commandLine().getOut().flush();
        return refused.isEmpty() ? Main.DONE : Main.WRONG_INPUT;
    }
}
