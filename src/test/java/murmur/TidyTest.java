package murmur;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.SourceFile.Declaration;
import murmur.SourceFile.Kind;
import org.junit.jupiter.api.Test;

/// What a reader can take in at once, as numbers.
class TidyTest {
    private static final int FILE_LINES = 300;
    private static final int METHOD_LINES = 40;
    private static final int PARAMETERS = 5;
    private static final int COMPONENTS = 8;
    private static final int LINE_CHARACTERS = 120;

    /// What may be larger, and why: `path` for a file, `path name` for a method or record.
    private static final Map<String, String> EXCEPTIONS = Map.of();

    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b(?!\\(#\\d+\\))");

    /// A comment that ends like a statement or a block; Javadoc (`///`) may show code.
    private static final Pattern DISABLED_CODE =
            Pattern.compile("^\\s*//(?!/)\\s*(.*\\)\\s*[;{]|[{}]|.*\\s=\\s.*;|return\\b.*;|import\\s.*;|@\\w+)\\s*$");

    private static final List<SourceFile> MAIN = SourceFile.below(Path.of("src", "main", "java"));
    private static final List<SourceFile> TESTS = SourceFile.below(Path.of("src", "test", "java"));

    @Test
    void thereAreSourcesToKeepTidy() {
        assertThat(MAIN).isNotEmpty();
        assertThat(TESTS).isNotEmpty();
    }

    @Test
    void filesAreShort() {
        assertThat(all().filter(file -> file.lines().size() > FILE_LINES)
                        .map(file -> file.path().toString())
                        .filter(place -> !EXCEPTIONS.containsKey(place)))
                .as("files of more than %d lines", FILE_LINES)
                .isEmpty();
    }

    @Test
    void methodsAreShort() {
        assertThat(declarations(all(), each -> each.kind() != Kind.RECORD && each.lines() > METHOD_LINES))
                .as("methods of more than %d lines", METHOD_LINES)
                .isEmpty();
    }

    @Test
    void methodsTakeFewParameters() {
        assertThat(declarations(MAIN.stream(), each -> each.kind() == Kind.METHOD && each.parameters() > PARAMETERS))
                .as("methods of more than %d parameters", PARAMETERS)
                .isEmpty();
    }

    @Test
    void recordsHaveFewComponents() {
        assertThat(declarations(MAIN.stream(), each -> each.kind() != Kind.METHOD && each.parameters() > COMPONENTS))
                .as("records of more than %d components", COMPONENTS)
                .isEmpty();
    }

    /// An import cannot be broken, nor can a row of a table in a text block.
    @Test
    void linesFitOnAScreen() {
        assertThat(lines(SourceFile::linesOfCode, line -> line.codePoints().count() > LINE_CHARACTERS))
                .as("lines of more than %d characters", LINE_CHARACTERS)
                .isEmpty();
    }

    @Test
    void blanksAreNeverTabs() {
        assertThat(lines(line -> line.indexOf('\t') >= 0)).isEmpty();
    }

    @Test
    void whatIsUnfinishedNamesItsIssue() {
        assertThat(lines(UNFINISHED.asPredicate())).isEmpty();
    }

    @Test
    void noCodeIsCommentedOut() {
        assertThat(lines(DISABLED_CODE.asPredicate())).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        assertThat(MAIN.stream()
                        .map(file -> file.path().resolveSibling("package-info.java"))
                        .distinct()
                        .filter(Files::notExists))
                .isEmpty();
    }

    /// An exception that nothing needs any more would hide the next one.
    @Test
    void everyExceptionIsStillThere() {
        List<String> places = all().flatMap(
                        file -> Stream.concat(Stream.of(file.path().toString()), names(file)))
                .toList();
        assertThat(EXCEPTIONS.keySet().stream().filter(place -> !places.contains(place)))
                .isEmpty();
    }

    private static Stream<SourceFile> all() {
        return Stream.concat(MAIN.stream(), TESTS.stream());
    }

    private static Stream<String> names(SourceFile file) {
        return file.declarations().stream().map(each -> name(file, each));
    }

    private static String name(SourceFile file, Declaration declaration) {
        return file.path() + " " + declaration.name();
    }

    private static List<String> declarations(Stream<SourceFile> files, Predicate<Declaration> tooMuch) {
        Function<SourceFile, Stream<String>> found = file -> file.declarations().stream()
                .filter(tooMuch)
                .filter(each -> !EXCEPTIONS.containsKey(name(file, each)))
                .map(each -> file.path() + ":" + each.line() + " " + each.name() + " has " + each.lines() + " lines, "
                        + each.parameters() + " parameters");
        return files.flatMap(found).toList();
    }

    private static List<String> lines(Predicate<String> wrong) {
        return lines(file -> IntStream.range(0, file.lines().size()), wrong);
    }

    private static List<String> lines(Function<SourceFile, IntStream> chosen, Predicate<String> wrong) {
        return all().flatMap(file -> chosen.apply(file)
                        .filter(i -> wrong.test(file.lines().get(i)))
                        .mapToObj(i -> file.path() + ":" + (i + 1) + " "
                                + file.lines().get(i).strip()))
                .toList();
    }
}
