package murmur.attack;

import java.util.List;
import java.util.TreeSet;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.data.Shard;
import murmur.math.ParameterVector;
import murmur.model.Networks;
import murmur.random.Seed;
import murmur.topology.Step;
import murmur.training.Loss;
import murmur.training.Workers;

/// Evidence with losses written by hand.
final class Losses {
    private static final ParameterVector NO_MODEL = ParameterVector.of();

    private Losses() {}

    /// Losses of samples of class 0.
    static SampleLosses losses(double... losses) {
        float[] values = new float[losses.length];
        for (int i = 0; i < losses.length; i++) {
            values[i] = (float) losses[i];
        }
        return SampleLosses.of(values, new int[losses.length]);
    }

    static Sighting sighting(int sender, int iteration) {
        return new Sighting("1", sender, 1, new Step(iteration, 0), () -> NO_MODEL);
    }

    static Evidence evidence(SampleLosses members, SampleLosses others) {
        return new Evidence(sighting(0, 0), members, others, List.of());
    }

    /// What an attack finds out from one piece of evidence alone.
    static Finding judged(Attack attack, Evidence evidence) throws InterruptedException {
        Dataset data = Digits.load().train();
        Knowledge knowledge =
                new Knowledge(List.of(new Shard(data, new int[] {0})), data, Loss.CROSS_ENTROPY, new Seed(1));
        try (Workers workers = new Workers(1, Networks.softmaxRegression(data.shape(), data.classes()))) {
            return attack.against(new Targets(knowledge, new TreeSet<>(List.of(0)), workers, ProgressListener.UNHEARD))
                    .judge(evidence)
                    .getFirst();
        }
    }

    static double value(Finding finding, String metric) {
        return finding.value(metric).orElseThrow();
    }
}
