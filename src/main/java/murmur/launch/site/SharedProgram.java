package murmur.launch.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// This program with the Java runtime it runs on, copied to a disk that machines share, so that they need have neither.
/// The copy is called by its content: a job that waits keeps the program it was submitted with.
///
/// @param home the folder of the start script
/// @param runtime the folder of the Java runtime
/// @param draft a folder for what is needed on the way
record SharedProgram(Path home, Path runtime, Path draft) implements Program {
    private static final String SCRIPT = "murmur";
    private static final int NAME_LENGTH = 12;

    @Override
    public void check(Access machine) {}

    @Override
    public List<String> stage(Access machine, String root) throws IOException, InterruptedException {
        delete();
        link(home, home.resolve(SCRIPT), draft);
        Path target = home.resolve("target");
        link(home, target.resolve("murmuration.jar"), draft);
        // With the cache of classes, hosts start faster; without it, each node would make one first.
        try (DirectoryStream<Path> caches = Files.newDirectoryStream(target, SCRIPT + "-*.aot");
                Stream<Path> libraries = Files.walk(target.resolve("lib"))) {
            for (Path cache : caches) {
                link(home, cache, draft);
            }
            for (Path library : libraries.filter(Files::isRegularFile).toList()) {
                link(home, library, draft);
            }
        }
        try (Stream<Path> files = Files.walk(runtime)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                link(runtime, file, draft.resolve("runtime"));
            }
        }
        String there = root + "/programs/" + digest().substring(0, NAME_LENGTH);
        new Courier(machine).send(draft, there);
        delete();
        return List.of(there + "/" + SCRIPT);
    }

    /// The courier follows links.
    private static void link(Path base, Path file, Path to) throws IOException {
        Path link = to.resolve(base.relativize(file));
        Files.createDirectories(link.resolveSibling(""));
        Files.createSymbolicLink(link, file.toRealPath());
    }

    private void delete() throws IOException {
        if (Files.isDirectory(draft)) {
            try (Stream<Path> all = Files.walk(draft)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private String digest() throws IOException {
        try {
            byte[] sums = Courier.sums(draft).toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sums));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
