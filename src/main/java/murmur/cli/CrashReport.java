package murmur.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The file that the Java virtual machine leaves when it dies of an error outside Java: in its working folder, or where
/// `-XX:ErrorFile` says.
final class CrashReport {
    private static final String OPTION = "-XX:ErrorFile=";
    private static final String USUAL = "hs_err_pid%p.log";

    /// What to say before naming one.
    static final String TOLD = "the Java virtual machine died of an error outside Java; what it knows of it is in ";

    private CrashReport() {}

    /// That of a process which this one has started with its own options, if it left one.
    static Optional<Path> of(Process process) {
        String name = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith(OPTION))
                .map(argument -> argument.substring(OPTION.length()))
                .reduce((earlier, later) -> later)
                .orElse(USUAL);
        return Optional.of(Path.of(name.replace("%p", Long.toString(process.pid())))
                        .toAbsolutePath())
                .filter(Files::exists);
    }
}
