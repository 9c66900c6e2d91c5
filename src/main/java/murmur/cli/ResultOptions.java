package murmur.cli;

import java.nio.file.Path;
import java.util.OptionalInt;
import murmur.BadInput;
import murmur.report.ResultFolder;
import picocli.CommandLine.Option;

/// What becomes of results that are already in the result folder.
final class ResultOptions {
    @Option(names = "--force", description = "Replace results that are already in the result folder.")
    private boolean force;

    @Option(
            names = "--resume",
            description = "Go on from the newest checkpoint in the result folder; without one, start anew.")
    private boolean resume;

    boolean resume() {
        return resume;
    }

    boolean force() {
        return force;
    }

    /// @param only the machine whose results are written, if not those of all
    ResultFolder folder(Path logDir, Path configuration, OptionalInt only) {
        BadInput.unless(!(force && resume), "--resume", "stand without --force", "with it");
        return resume
                ? ResultFolder.resumed(logDir, configuration, only)
                : ResultFolder.at(logDir, configuration, only, force);
    }
}
