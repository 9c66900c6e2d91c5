package murmur.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import murmur.topology.Step;

/// The losses of one sender's models over time, as one observer can compute them.
final class LossSeries {
    private final TreeMap<Integer, Evidence> moments = new TreeMap<>();
    private final int perIteration;

    /// @param perIteration more than the mixing steps of an iteration that are seen
    LossSeries(int perIteration) {
        this.perIteration = perIteration;
    }

    synchronized void add(Evidence evidence) {
        Step step = evidence.sighting().step();
        moments.put(step.iteration() * perIteration + step.mixing(), evidence);
    }

    /// What was seen, in its order, without moments in which a model gave no loss at all.
    synchronized List<Evidence> moments() {
        return moments.values().stream()
                .filter(evidence -> evidence.members().nans()
                                < evidence.members().size()
                        || evidence.nonMembers().nans() < evidence.nonMembers().size())
                .toList();
    }

    /// Samples as rows of their losses over time; those that lack a loss are left out.
    static Rows members(List<Evidence> moments) {
        return rows(moments.stream().map(Evidence::members).toList());
    }

    static Rows nonMembers(List<Evidence> moments) {
        return rows(moments.stream().map(Evidence::nonMembers).toList());
    }

    private static Rows rows(List<SampleLosses> columns) {
        List<float[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int sample = 0; sample < columns.getFirst().size(); sample++) {
            float[] row = new float[columns.size()];
            for (int time = 0; time < row.length; time++) {
                row[time] = columns.get(time).at(sample);
            }
            if (IntStream.range(0, row.length).noneMatch(time -> Float.isNaN(row[time]))) {
                rows.add(row);
                labels.add(columns.getFirst().label(sample));
            }
        }
        return new Rows(rows, labels);
    }

    /// Samples: their losses over time, and their labels.
    record Rows(List<float[]> losses, List<Integer> labels) {
        int size() {
            return losses.size();
        }

        Rows chosen(int[] samples) {
            return new Rows(
                    IntStream.of(samples).mapToObj(losses::get).toList(),
                    IntStream.of(samples).mapToObj(labels::get).toList());
        }
    }
}
