package murmur.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Times of repeated work, in seconds. Machines are noisy and slow down and speed up: medians are quoted, and
/// what is to be compared is timed in turns.
record Timing(List<Double> seconds) {
    Timing {
        seconds = List.copyOf(seconds);
    }

    static double once(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e9;
    }

    /// Times several works in turns: once each to warm up, then `rounds` times A, B, …, A, B, ….
    static List<Timing> inTurns(int rounds, List<Callable<?>> works) throws Exception {
        List<List<Double>> times = new ArrayList<>();
        for (Callable<?> work : works) {
            work.call();
            times.add(new ArrayList<>());
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < works.size(); i++) {
                times.get(i).add(once(works.get(i)));
            }
        }
        return times.stream().map(Timing::new).toList();
    }

    Timing dividedBy(double parts) {
        return new Timing(seconds.stream().map(each -> each / parts).toList());
    }

    double median() {
        return median(seconds);
    }

    /// The median over the turns of this time divided by the other's of the same turn.
    double medianRatio(Timing other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < seconds.size(); i++) {
            ratios.add(seconds.get(i) / other.seconds.get(i));
        }
        return median(ratios);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
