package murmur.cli;

import java.util.List;
import java.util.Map;
import murmur.experiment.ExperimentFile.GivenOption;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The command that made a run, as its manifest has it.
record EarlierCommand(Console console) {
    /// The options of `murmur run` in its words.
    Map<String, GivenOption> options(List<String> words) {
        RunCommand command = new RunCommand();
        try {
            if (!words.isEmpty()) {
                new CommandLine(command).parseArgs(words.stream().skip(1).toArray(String[]::new));
            }
        } catch (ParameterException otherVersion) {
            console.warn("the command that made the run is not understood: " + otherVersion.getMessage());
        }
        return command.overrides();
    }
}
