package murmur.cli;

import picocli.CommandLine.Command;

/// `murmur graph`.
@Command(
        name = "graph",
        description = "Make graphs, and look at them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {GraphGenerateCommand.class, GraphInspectCommand.class},
        mixinStandardHelpOptions = true)
final class GraphCommand {}
