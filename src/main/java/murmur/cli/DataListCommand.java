package murmur.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import murmur.data.catalogue.KnownDatasets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `murmur data list`.
@Command(
        name = "list",
        description = "Say which data sets are known, and which of them are here.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "Example: murmur data list --datasets ~/datasets"})
final class DataListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final DatasetsOption datasets = new DatasetsOption();

    @Option(names = "--json", description = "Print the table as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Path folder = datasets.folder();
        DataTable table = new DataTable(KnownDatasets.all(), folder);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? table.json() : table.text());
        out.flush();
        return Main.DONE;
    }
}
