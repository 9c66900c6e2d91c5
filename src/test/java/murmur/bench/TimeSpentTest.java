package murmur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import murmur.bench.TimeSpent.Work;
import murmur.data.TrainTest;
import murmur.launch.EmbeddedRun;
import murmur.math.ParameterVector;
import murmur.model.Device;
import murmur.model.Networks;
import murmur.privacy.NoiseSource;
import murmur.training.Arithmetic;
import murmur.training.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A run that is watched.
class TimeSpentTest {
    private final RooflineSubject subject = new RooflineSubject(
            "MLP",
            Networks::multilayerPerceptron,
            new TrainTest(
                    RandomSamples.images(List.of(1, 8, 8), 10, 400), RandomSamples.images(List.of(1, 8, 8), 10, 100)),
            6,
            2);

    @Test
    void watchingChangesNoBit() throws InterruptedException {
        List<ParameterVector> unwatched = EmbeddedRun.prepare(subject.experiment(new TimeSpent(), NoiseSource.numpy(1)))
                .run(1, event -> {});

        assertThat(run(new TimeSpent())).isEqualTo(unwatched);
    }

    @ParameterizedTest
    @EnumSource(Work.class)
    void allWorkTakesSomeTime(Work work) throws InterruptedException {
        TimeSpent time = new TimeSpent();
        long start = System.nanoTime();
        run(time);
        double cores = Runtime.getRuntime().availableProcessors();

        assertThat(time.seconds().get(work)).isPositive().isLessThan(cores * (System.nanoTime() - start) / 1e9);
        time.forget();
        assertThat(time.seconds().get(work)).isZero();
    }

    private List<ParameterVector> run(TimeSpent time) throws InterruptedException {
        EmbeddedRun run = EmbeddedRun.prepare(subject.experiment(time, NoiseSource.numpy(1)));
        try (Workers workers = new Workers(
                2,
                () -> time.around(Arithmetic.of(run.network(), subject.training(), Device.CPU)
                        .get()))) {
            return run.run(workers, event -> {});
        }
    }
}
