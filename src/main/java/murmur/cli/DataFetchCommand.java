package murmur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import murmur.data.catalogue.Fetch;
import murmur.data.catalogue.KnownDataset;
import murmur.data.catalogue.KnownDatasets;
import murmur.data.catalogue.Patience;
import murmur.data.catalogue.Supply;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `murmur data fetch`.
@Command(
        name = "fetch",
        description = "Get a data set, unless it is there.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It comes from Debian's package if that is installed or can be had, else from its publisher. Any number of"
                    + " these commands may run at once, on machines that share the folder, too: one fetches, the"
                    + " others wait. After an interruption the next one goes on where it stopped. docs/data.md says"
                    + " more.",
            "",
            "Example: murmur data fetch fashion-mnist"
        })
final class DataFetchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /// The names, for the help text.
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {
            super(KnownDatasets.names());
        }
    }

    @Parameters(
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Mixin
    private final DatasetsOption datasets = new DatasetsOption();

    @Option(
            names = "--from",
            paramLabel = "PATH",
            description =
                    "Take it from here, and from nowhere else: a folder that holds it, or the publisher's archive.")
    private @Nullable Path from;

    @Option(names = "--force", description = "Replace files that are not as published.")
    private boolean force;

    @Override
    public Integer call() throws IOException, InterruptedException {
        KnownDataset dataset = KnownDatasets.named(name);
        Console console = new Console(spec.commandLine(), "INFO");
        Fetch fetch = new Fetch(dataset, datasets.folder(), Optional.ofNullable(from), force);
        Fetch.Outcome outcome;
        try (FetchProgress progress = new FetchProgress(dataset, console)) {
            outcome = fetch.run(Patience.USUAL, progress);
        }
        spec.commandLine().getOut().println(summary(dataset, outcome));
        return Main.DONE;
    }

    private static String summary(KnownDataset dataset, Fetch.Outcome outcome) {
        if (dataset.supply() instanceof Supply.Bundled) {
            return dataset.name() + ": built in, nothing to fetch";
        }
        return dataset.name() + ": " + (outcome.fetched() ? "fetched to " : "already in ")
                + outcome.inventory().folder() + ", "
                + DataTable.size(outcome.inventory().bytes());
    }
}
