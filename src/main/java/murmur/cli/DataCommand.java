package murmur.cli;

import picocli.CommandLine.Command;

/// `murmur data`.
@Command(
        name = "data",
        description = "Get data sets, and look at them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DataListCommand.class,
            DataFetchCommand.class,
            DataVerifyCommand.class,
            DataSplitCommand.class,
            DataInspectCommand.class
        },
        mixinStandardHelpOptions = true)
final class DataCommand {}
