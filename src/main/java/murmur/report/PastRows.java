package murmur.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The rows of every `metrics.csv` in a result folder, for a run that goes on from them.
final class PastRows {
    private static final String NOISE = ",mean_noise_residual";

    private final TreeMap<Key, String> rows = new TreeMap<>();
    private boolean noise;

    private record Key(int iteration, int node) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparingInt(Key::iteration).thenComparingInt(Key::node);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    static PastRows in(Path results) throws IOException {
        PastRows past = new PastRows();
        past.addAll(results.resolve(ResultFolder.METRICS));
        if (Files.isDirectory(results)) {
            try (DirectoryStream<Path> machines = Files.newDirectoryStream(results, "machine*")) {
                for (Path machine : machines) {
                    past.addAll(machine.resolve(ResultFolder.METRICS));
                }
            }
        }
        return past;
    }

    private void addAll(Path table) throws IOException {
        if (!Files.exists(table)) {
            return;
        }
        List<String> lines = Files.readAllLines(table);
        noise |= !lines.isEmpty() && lines.getFirst().endsWith(NOISE);
        // A killed process may have left half a line behind whole ones.
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] cells = line.split(",", 3);
            if (cells.length == 3 && cells[0].matches("\\d{1,9}") && cells[1].matches("\\d{1,9}")) {
                rows.put(new Key(Integer.parseInt(cells[0]), Integer.parseInt(cells[1])), line);
            }
        }
    }

    /// The rows of some nodes up to an iteration, in order.
    ///
    /// @param withNoise whether rows are to have the last column, which only a run in one process fills
    Stream<String> upTo(int iteration, Set<Integer> nodes, boolean withNoise) {
        return rows.headMap(new Key(iteration, Integer.MAX_VALUE), true).entrySet().stream()
                .filter(row -> nodes.contains(row.getKey().node()))
                .map(row -> fitted(row.getValue(), withNoise));
    }

    private String fitted(String row, boolean withNoise) {
        if (withNoise == noise) {
            return row;
        }
        return withNoise ? row + "," : row.substring(0, row.lastIndexOf(','));
    }
}
