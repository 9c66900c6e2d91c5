package murmur.data.catalogue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Debian's tools that load a package and unpack it, for which nobody need be root; `apt-get` checks signatures.
///
/// @param path the folders in which commands are looked up
record AptGet(List<Path> path) {
    private static final long LIMIT_MINUTES = 10;
    private static final String APT = "apt-get";
    private static final String DPKG = "dpkg-deb";

    static AptGet ofSystem() {
        String path = System.getenv().getOrDefault("PATH", "");
        return new AptGet(Stream.of(path.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .toList());
    }

    /// Whether there are such tools here.
    boolean available() {
        return Stream.of(APT, DPKG)
                .allMatch(command -> path.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(command))));
    }

    /// Puts the content of a package into a new folder.
    ///
    /// @throws FetchFailure with what the tools said
    void unpack(String name, Path folder) throws IOException, InterruptedException {
        FileTree.delete(folder);
        Files.createDirectories(folder);
        run(folder, APT, "download", "-q", name);
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.filter(each -> each.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow(() -> new FetchFailure(APT + " download " + name + ": brought no package"));
        }
        run(folder, DPKG, "-x", file.getFileName().toString(), ".");
        Files.delete(file);
    }

    private void run(Path folder, String command, String... words) throws IOException, InterruptedException {
        Path program = path.stream()
                .map(each -> each.resolve(command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new FetchFailure(command + ": no such command"));
        Path log = folder.resolve(command + ".log");
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(words))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                throw new FetchFailure(command + ": took more than " + LIMIT_MINUTES + " minutes");
            }
        } finally {
            process.destroy();
        }
        if (process.exitValue() != 0) {
            throw new FetchFailure(command + " " + String.join(" ", words) + ": " + lastLine(log));
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readString(log, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty() ? "failed" : lines.getLast();
    }
}
