package murmur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The files that are no Java sources: a clone has to work anywhere.
class RepositoryTest {
    private static final Path ROOT = Path.of("");
    private static final Set<String> NOT_OURS = Set.of(".git", ".idea", ".vscode", ".settings", "target", "runs");

    /// Larger files are data.
    private static final long TEXT_BYTES = 1_000_000;

    /// Split, so that this file does not find itself.
    private static final Pattern SOMEBODYS_FOLDER = Pattern.compile(
            "(?<![\\w.)}~/-])(/ho" + "me/\\w|/ro" + "ot/|/Us" + "ers/\\w|/wo" + "rk/|/mn" + "t/|[A-Z]:\\\\\\\\?Users)");

    private static final Pattern REGISTRY = Pattern.compile("(?i)(repo1?\\.ma" + "ven\\.|arti"
            + "factory|\\bnexus\\.|regis" + "try\\.[a-z]|py" + "pi\\.org|python" + "hosted\\.org|npm"
            + "js\\.|docker\\.i" + "o\\b|ghcr\\.i" + "o\\b|<mir" + "ror>|<reposi" + "tory>)");

    @Test
    void noFileNamesAFolderOfOneMachine() throws IOException {
        assertThat(occurrences(SOMEBODYS_FOLDER)).isEmpty();
    }

    @Test
    void noFileNamesAPackageRegistry() throws IOException {
        assertThat(occurrences(REGISTRY)).isEmpty();
    }

    @Test
    void linksBetweenDocumentsLeadSomewhere() throws IOException {
        Pattern link = Pattern.compile("]\\((?!https?://|#|mailto:)([^)#\\s]+)");
        List<String> broken = new ArrayList<>();
        for (Path document : files()) {
            if (document.toString().endsWith(".md")) {
                link.matcher(Files.readString(document))
                        .results()
                        .map(match -> match.group(1))
                        .filter(target -> Files.notExists(document.resolveSibling(target)))
                        .forEach(target -> broken.add(document + " -> " + target));
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void scriptsCanBeStarted() {
        assertThat(Stream.of("murmur", ".ci/run", "scripts/sshd-hosts").map(ROOT::resolve))
                .allMatch(Files::isExecutable);
    }

    private static List<String> occurrences(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            List<String> lines =
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
            IntStream.range(0, lines.size())
                    .filter(i -> pattern.matcher(lines.get(i)).find())
                    .mapToObj(i -> file + ":" + (i + 1) + " " + lines.get(i).strip())
                    .forEach(found::add);
        }
        return found;
    }

    /// Every text file of a clone.
    private static List<Path> files() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                Path name = folder.getFileName();
                return name != null && NOT_OURS.contains(name.toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && attributes.size() <= TEXT_BYTES && isText(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static boolean isText(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return IntStream.range(0, bytes.length).noneMatch(i -> bytes[i] == 0);
    }
}
