package murmur.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import murmur.experiment.ExperimentFile.GivenOption;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The command that made a run, as its manifest has it.
record EarlierCommand(Console console) {
    /// The options of `murmur run`, or of `murmur host`, in its words.
    Map<String, GivenOption> options(List<String> words) {
        if (words.isEmpty()) {
            return Map.of();
        }
        if (words.getFirst().equals("host")) {
            HostCommand command = new HostCommand();
            parse(command, words);
            Map<String, GivenOption> options = new HashMap<>(command.overrides());
            // For as many machines as there were addresses, which are not kept; the results are in folders by machine.
            options.remove("procs_per_machine");
            return options;
        }
        RunCommand command = new RunCommand();
        parse(command, words);
        return command.overrides();
    }

    private void parse(Object command, List<String> words) {
        try {
            new CommandLine(command).parseArgs(words.stream().skip(1).toArray(String[]::new));
        } catch (ParameterException otherVersion) {
            console.warn("the command that made the run is not understood: " + otherVersion.getMessage());
        }
    }
}
