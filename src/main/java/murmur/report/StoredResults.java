package murmur.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.data.LabelCounts;
import murmur.experiment.Experiment;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.report.study.AttackRow;
import murmur.report.study.Attributes;
import murmur.report.study.Measurement;
import murmur.report.study.RunResults;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what a finished run left behind, of this program or of the reference: how its nodes did, and what
/// attacks on it found.
public final class StoredResults {
    private static final String RESULTS = "_results.json";
    private static final String MACHINE = "machine";
    private static final List<String> REFERENCE_ATTACKS = List.of("threshold", "biasedthreshold", "linkability");
    private static final List<String> KEYS = List.of("", "agent", "target", "iteration");

    private final Path folder;
    private final List<String> warnings = new ArrayList<>();

    private StoredResults(Path folder) {
        this.folder = folder;
    }

    /// @param before makes options of the words of the command that made the run
    /// @throws BadInput unless the folder holds results of a run
    public static RunResults read(Path folder, Function<List<String>, Map<String, GivenOption>> before) {
        return new StoredResults(folder).read(before);
    }

    private RunResults read(Function<List<String>, Map<String, GivenOption>> before) {
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        SavedExperiment saved = new SavedExperiment(folder);
        saved.state()
                .filter(state -> !state.equals(RunRecord.DONE))
                .ifPresent(state -> warnings.add("the run has not ended well, its state is \"" + state + "\""));
        RunResults.Setup setup = setup(saved, name, before);
        List<Measurement> measurements = measurements();
        if (measurements.isEmpty()) {
            warnings.add("no node was evaluated");
        }
        RunResults.AttackResults attacked = new RunResults.AttackResults(attacks(name), curves(), lossesByOwner(name));
        return new RunResults(name, folder, setup, measurements, attacked, warnings);
    }

    private RunResults.Setup setup(
            SavedExperiment saved, String name, Function<List<String>, Map<String, GivenOption>> before) {
        Optional<LabelCounts> labels = LabelFile.read(folder.resolve(ResultFolder.LABELS));
        try {
            Experiment experiment = saved.read(before.apply(saved.command()), Map.of());
            return new RunResults.Setup(
                    Attributes.of(experiment), experiment.exchange().wiring().fixedGraph(), labels);
        } catch (BadInput unknown) {
            warnings.add("known by its name only, as its configuration cannot be read: " + unknown.getMessage());
            return new RunResults.Setup(Attributes.ofName(name), Optional.empty(), labels);
        }
    }

    /// The runs in a folder that is none itself; nothing in one that is.
    public static List<Path> below(Path folder) {
        if (isRun(folder) || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(StoredResults::isRun).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + folder, unreadable);
        }
    }

    private static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(ResultFolder.METRICS))
                || Files.isRegularFile(folder.resolve(MACHINE + 0).resolve(0 + RESULTS));
    }

    /// The evaluations alone.
    static List<Measurement> measurements(Path folder) {
        return new StoredResults(folder).measurements();
    }

    private List<Measurement> measurements() {
        Path metrics = folder.resolve(ResultFolder.METRICS);
        return Files.isRegularFile(metrics)
                ? new CsvTable(metrics).rows().map(StoredResults::measurement).toList()
                : ofNodes();
    }

    private static Measurement measurement(CsvTable.Row row) {
        return new Measurement(
                row.whole("node"),
                row.whole("iteration"),
                row.number("train_loss"),
                row.number("test_loss"),
                row.number("test_acc"),
                row.number("total_bytes"));
    }

    /// From the file of every node, `machine<m>/<rank>_results.json`.
    private List<Measurement> ofNodes() {
        List<Path> files = files(folder, 2)
                .filter(file -> file.getFileName().toString().matches("\\d+" + RESULTS))
                .filter(file -> machine(file) >= 0)
                .toList();
        if (files.isEmpty()) {
            throw BadInput.must(
                    folder.toString(), "be the folder of a run", "without metrics.csv and machine0/0" + RESULTS);
        }
        int perMachine = files.stream().mapToInt(StoredResults::rank).max().orElse(0) + 1;
        return files.stream()
                .flatMap(file -> ofNode(file, machine(file) * perMachine + rank(file)).stream())
                .toList();
    }

    private static Stream<Path> files(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + folder, failure);
        }
    }

    private static int rank(Path file) {
        return Integer.parseInt(file.getFileName().toString().replace(RESULTS, ""));
    }

    private static int machine(Path file) {
        Path parent = file.getParent();
        String name = parent == null ? "" : parent.getFileName().toString();
        return name.matches(MACHINE + "\\d+") ? Integer.parseInt(name.substring(MACHINE.length())) : -1;
    }

    private static List<Measurement> ofNode(Path file, int node) {
        JsonNode results;
        try {
            results = JsonMapper.shared().readTree(file);
        } catch (JacksonException broken) {
            throw BadInput.must(file.toString(), "be a JSON file", broken.getOriginalMessage());
        }
        TreeSet<Integer> iterations = new TreeSet<>();
        for (String quantity : List.of("train_loss", "test_loss", "test_acc")) {
            results.path(quantity).propertyNames().forEach(key -> iterations.add(Integer.valueOf(key)));
        }
        return iterations.stream()
                .map(iteration -> new Measurement(
                        node,
                        iteration,
                        value(results, "train_loss", iteration),
                        value(results, "test_loss", iteration),
                        value(results, "test_acc", iteration),
                        value(results, "total_bytes", iteration)))
                .toList();
    }

    private static double value(JsonNode results, String quantity, int iteration) {
        return results.path(quantity).path(Integer.toString(iteration)).asDouble(Double.NaN);
    }

    private List<AttackRow> attacks(String name) {
        Path tidy = folder.resolve(AttackFiles.TIDY);
        if (Files.isRegularFile(tidy)) {
            return new CsvTable(tidy).rows().map(StoredResults::attack).toList();
        }
        return REFERENCE_ATTACKS.stream()
                .flatMap(attack -> referenceAttack(folder.resolve(attack + "_" + name + ".csv"), attack))
                .toList();
    }

    private List<RunResults.CurvePoint> curves() {
        Path file = folder.resolve(AttackFiles.CURVES);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        List<RunResults.CurvePoint> points =
                new CsvTable(file).rows().map(StoredResults::curvePoint).toList();
        int last =
                points.stream().mapToInt(RunResults.CurvePoint::iteration).max().orElse(0);
        return points.stream().filter(point -> point.iteration() == last).toList();
    }

    private static RunResults.CurvePoint curvePoint(CsvTable.Row row) {
        return new RunResults.CurvePoint(
                row.whole("iteration"),
                row.text("victim"),
                row.text("attack"),
                row.text("curve"),
                row.number("x"),
                row.number("y"));
    }

    private static AttackRow attack(CsvTable.Row row) {
        return new AttackRow(
                row.whole("iteration"),
                row.whole("victim"),
                row.text("observer"),
                row.text("attack"),
                row.text("metric"),
                row.number("value"),
                row.number("low"),
                row.number("high"));
    }

    /// Every column of a table of the reference is a figure.
    private static Stream<AttackRow> referenceAttack(Path file, String attack) {
        if (!Files.isRegularFile(file)) {
            return Stream.of();
        }
        return new CsvTable(file)
                .rows()
                .flatMap(row -> row.columns().stream()
                        .filter(column -> !KEYS.contains(column) && !column.startsWith(AttackFiles.LOSSES))
                        .map(column -> new AttackRow(
                                row.whole("iteration"),
                                row.whole("agent"),
                                row.text("target"),
                                attack,
                                column,
                                row.number(column),
                                Double.NaN,
                                Double.NaN)));
    }

    /// From the table of the linkability attack, whose rows are nodes in ascending order, and then iterations.
    private List<List<Double>> lossesByOwner(String name) {
        Path file = folder.resolve("linkability_" + name + ".csv");
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        List<CsvTable.Row> rows = new CsvTable(file).rows().toList();
        int last = rows.stream().mapToInt(row -> row.whole("iteration")).max().orElse(0);
        return rows.stream()
                .filter(row -> row.whole("iteration") == last)
                .map(row -> row.columns().stream()
                        .filter(column -> column.startsWith(AttackFiles.LOSSES))
                        .map(row::number)
                        .toList())
                .toList();
    }
}
