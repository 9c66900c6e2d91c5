package murmur.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.data.catalogue.Finding;
import murmur.data.catalogue.Inventory;
import murmur.data.catalogue.KnownDataset;
import murmur.data.catalogue.KnownDatasets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `murmur data verify`.
@Command(
        name = "verify",
        description = "Check a data set: its files, their sizes and checksums, and whether all of it can be read.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "Exit status: 0 it is whole, 2 it is not.", "", "Example: murmur data verify cifar10"})
final class DataVerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            completionCandidates = DataFetchCommand.Names.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Mixin
    private final DatasetsOption datasets = new DatasetsOption();

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        KnownDataset dataset = KnownDatasets.named(name);
        Path folder = datasets.folder();
        Inventory inventory = dataset.look(folder, true);
        Optional<String> problem = problem(dataset, inventory);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? json(dataset, inventory, problem) : text(inventory));
        out.flush();
        problem.ifPresent(what -> {
            throw new BadInput(dataset.name() + " is not whole: " + what);
        });
        if (!json) {
            out.println(dataset.name() + ": whole, and can be read");
        }
        return Main.DONE;
    }

    /// The first thing that is wrong: a file, or what its reader complains about.
    private static Optional<String> problem(KnownDataset dataset, Inventory inventory) {
        Optional<String> file = Stream.concat(inventory.damaged().stream(), inventory.missing().stream())
                .findFirst()
                .map(finding ->
                        finding.path() + ": " + finding.remark() + "; get it with murmur data fetch " + dataset.name());
        if (file.isPresent()) {
            return file;
        }
        try {
            dataset.reader().accept(inventory.folder());
            return Optional.empty();
        } catch (BadInput wrong) {
            return Optional.ofNullable(wrong.getMessage());
        }
    }

    private static String text(Inventory inventory) {
        StringBuilder out = new StringBuilder();
        for (Finding finding : inventory.findings()) {
            out.append(finding.path()).append(": ").append(finding.remark());
            out.append(finding.bytes() > 0 ? ", " + DataTable.size(finding.bytes()) : "")
                    .append('\n');
        }
        return out.toString();
    }

    private static String json(KnownDataset dataset, Inventory inventory, Optional<String> problem) {
        List<Map<String, Object>> files = inventory.findings().stream()
                .map(finding -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("path", finding.path().toString());
                    row.put("state", finding.state().name().toLowerCase(Locale.ROOT));
                    row.put("bytes", finding.bytes());
                    row.put("remark", finding.remark());
                    return row;
                })
                .toList();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", dataset.name());
        map.put("folder", inventory.folder().toString());
        map.put("whole", problem.isEmpty());
        map.put("problem", problem.orElse(null));
        map.put("files", files);
        return DataTable.printed(map);
    }
}
