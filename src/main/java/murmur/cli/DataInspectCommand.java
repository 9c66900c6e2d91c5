package murmur.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import murmur.experiment.ExperimentFile;
import murmur.launch.EmbeddedRun;
import murmur.report.picture.LabelPicture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `murmur data inspect`.
@Command(
        name = "inspect",
        description = "Say which node of an experiment holds how many samples of which class.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Takes the options of murmur run, so that what it shows is what a run with them divides.",
            "",
            "Example: murmur data inspect experiments/quickstart.ini --picture shards.svg"
        })
final class DataInspectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "CONFIG.ini", description = "The configuration.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--picture", paramLabel = "FILE", description = "Draw it: a name that ends in .svg or .png.")
    private @Nullable Path picture;

    @Option(names = "--json", description = "Print the numbers as JSON.")
    private boolean json;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        Optional<PictureFile> drawing = Optional.ofNullable(picture).map(PictureFile::of);
        ExperimentFile.Configured configured = ExperimentFile.read(file, options.overrides());
        EmbeddedRun run = EmbeddedRun.prepare(configured.experiment());
        Console console = new Console(spec.commandLine(), configured.settings().logLevel());
        console.warnAbout(run);
        ShardTable table = ShardTable.of(run);
        drawing.ifPresent(target -> target.write(new LabelPicture(table.counts(), table.title())));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? table.json() : table.text());
        out.flush();
        drawing.ifPresent(target -> console.say("picture: " + target.path()));
        return Main.DONE;
    }
}
