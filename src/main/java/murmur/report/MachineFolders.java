package murmur.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import murmur.BadInput;

/// The folders `machine<m>` of a run over several machines, in one result folder; each has the `metrics.csv` and the
/// `manifest.json` of its own nodes.
public final class MachineFolders {
    private static final String MACHINE = "machine\\d+";

    private final Path folder;
    private final int count;

    /// @param count how many machines there are; folders of further ones are left out
    public MachineFolders(Path folder, int count) {
        this.folder = folder;
        this.count = count;
    }

    /// Writes the `metrics.csv` of all nodes, by iteration and node like that of a run in one process, and the
    /// `manifest.json` of the first machine that has finished.
    ///
    /// @throws BadInput if there is nothing to merge, or the tables do not belong together
    public void merge() throws IOException {
        List<Path> machines = machines();
        String header = "";
        List<Row> rows = new ArrayList<>();
        for (Path machine : machines) {
            List<String> lines = Files.readAllLines(machine.resolve(ResultFolder.METRICS));
            if (!header.isEmpty() && !lines.getFirst().equals(header)) {
                throw BadInput.must(machine.toString(), "have the columns of the other machines", lines.getFirst());
            }
            header = lines.getFirst();
            lines.stream().skip(1).map(Row::of).forEach(rows::add);
        }
        rows.sort(Comparator.comparingInt(Row::iteration).thenComparingInt(Row::node));
        StringBuilder merged = new StringBuilder(header).append('\n');
        rows.forEach(row -> merged.append(row.line()).append('\n'));
        ResultFolder.replace(
                folder.resolve(ResultFolder.METRICS), merged.toString().getBytes(StandardCharsets.US_ASCII));
        ResultFolder.replace(
                folder.resolve(ResultFolder.MANIFEST),
                Files.readAllBytes(first(machines).resolve(ResultFolder.MANIFEST)));
    }

    /// The first machine that has finished, if any has: others may have been lost.
    private static Path first(List<Path> machines) throws IOException {
        for (Path machine : machines) {
            if (Manifest.isDone(machine.resolve(ResultFolder.MANIFEST))) {
                return machine;
            }
        }
        return machines.getFirst();
    }

    private record Row(int iteration, int node, String line) {
        static Row of(String line) {
            String[] cells = line.split(",", 3);
            return new Row(Integer.parseInt(cells[0]), Integer.parseInt(cells[1]), line);
        }
    }

    /// By the number of the machine.
    private List<Path> machines() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> found = entries.filter(
                            entry -> entry.getFileName().toString().matches(MACHINE))
                    .filter(entry -> Files.exists(entry.resolve(ResultFolder.METRICS)))
                    .filter(entry -> number(entry) < count)
                    .sorted(Comparator.comparingInt(MachineFolders::number))
                    .toList();
            if (found.isEmpty()) {
                throw BadInput.must(folder.toString(), "hold results of machines", "without any machine*/metrics.csv");
            }
            return found;
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static int number(Path machine) {
        return Integer.parseInt(machine.getFileName().toString().replaceFirst("machine", ""));
    }
}
