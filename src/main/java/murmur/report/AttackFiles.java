package murmur.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.attack.Figure;
import murmur.attack.Finding;
import murmur.attack.Sighting;

/// What attacks leave in the folder of a run: `<attack>_<run>.csv` with the columns of the reference, and `attacks.csv`
/// with all their figures, one per row.
public final class AttackFiles {
    static final String TIDY = "attacks.csv";
    static final String CURVES = "attack_curves.csv";
    private static final String HEADER = "run,iteration,victim,observer,attack,metric,value,low,high";
    /// Whole rows of losses are in the reference's file; here they would be all that one sees.
    static final String LOSSES = "loss_trainset_";

    private final SavedRun run;
    private final List<String> attacks;

    private AttackFiles(SavedRun run, List<String> attacks) {
        this.run = run;
        this.attacks = List.copyOf(attacks);
    }

    /// @param attacks names of the attacks whose results are to be written
    /// @param force whether results of these attacks may be replaced
    /// @throws BadInput if there are some, and they may not
    public static void check(Path folder, List<String> attacks, boolean force) {
        for (String attack : attacks) {
            Path file = file(folder, attack);
            if (!force && Files.exists(file)) {
                throw BadInput.must("the results of the attack", "be new", file + ", which exists")
                        .cure("replace them with --force");
            }
        }
        if (Files.isDirectory(folder) && !Files.isWritable(folder)) {
            throw BadInput.must(folder.toString(), "be a folder that can be written to", "none");
        }
    }

    /// Writes what some attacks found, replacing what they found before. Rows of other attacks stay.
    public static void write(SavedRun run, List<String> attacks, List<Finding> findings) {
        new AttackFiles(run, attacks).write(findings);
    }

    private static Path file(Path folder, String attack) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return folder.resolve(attack + "_" + name + ".csv");
    }

    private void write(List<Finding> findings) {
        for (String attack : attacks) {
            List<Finding> own = findings.stream()
                    .filter(finding -> finding.attack().equals(attack))
                    .toList();
            ResultFolder.replace(file(run.folder(), attack), bytes(new ReferenceTable(attack, own).lines()));
        }
        replaceRows(TIDY, HEADER, findings.stream().flatMap(this::rows));
        replaceRows(CURVES, AttackCurves.HEADER, new AttackCurves(quoted(run.name()), findings).rows());
    }

    private void replaceRows(String name, String header, Stream<String> rows) {
        Path file = run.folder().resolve(name);
        Stream<String> all = Stream.concat(kept(file).stream(), rows);
        ResultFolder.replace(file, bytes(Stream.concat(Stream.of(header), all).toList()));
    }

    private static byte[] bytes(List<String> lines) {
        return lines.stream().collect(Collectors.joining("\n", "", "\n")).getBytes(StandardCharsets.UTF_8);
    }

    /// The rows of attacks that are not written now. No field before the attack's name holds a comma but the first one,
    /// and that only in quotes.
    private List<String> kept(Path tidy) {
        if (!Files.exists(tidy)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(tidy)) {
            return lines.skip(1)
                    .filter(line -> attacks.stream().noneMatch(attack -> line.contains("," + attack + ",")))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + tidy, failure);
        }
    }

    private Stream<String> rows(Finding finding) {
        Sighting sighting = finding.sighting();
        String start = String.join(
                ",",
                quoted(run.name()),
                Integer.toString(sighting.step().iteration() + 1),
                Integer.toString(sighting.sender()),
                sighting.observer(),
                finding.attack());
        String setting = finding.setting().isEmpty()
                ? ""
                : " " + String.join(" ", finding.setting().values());
        return finding.figures().stream()
                .filter(figure -> !figure.metric().startsWith(LOSSES))
                .map(figure -> start + "," + figure.metric() + setting + "," + numbers(figure));
    }

    private static String numbers(Figure figure) {
        return Stream.of(
                        figure.value(),
                        figure.interval().low(),
                        figure.interval().high())
                .map(ReferenceTable::number)
                .collect(Collectors.joining(","));
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(each -> each == ',' || each == '"' || each == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
