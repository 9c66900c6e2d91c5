package murmur.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.data.Shard;
import murmur.math.ParameterVector;
import murmur.mixing.MetropolisHastings;
import murmur.mixing.Mixing;
import murmur.mixing.UniformMixing;
import murmur.random.TorchRandom;
import murmur.sharing.PlainSharing;
import murmur.topology.Complete;
import murmur.training.Trainer;
import murmur.training.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// On a complete graph with uniform weights, a step of every node and one mixing step are one step of
/// centralized SGD on the union of all mini-batches.
@Timeout(60)
class CentralizedLawTest {
    private static final int NODES = 8;
    private static final int BATCH = 16;
    private static final double LEARNING_RATE = 0.5;
    private static final Dataset SAMPLES = Digits.load().train();

    @Test
    void aCompleteGraphLearnsAsOneMachineWould() throws InterruptedException {
        ParameterVector start = SmallNetwork.network(SAMPLES).initialize(new TorchRandom(90));
        ParameterVector centralized = centralStep(start);
        assertThat(distance(start, centralized)).isGreaterThan(0.1);
        for (Mixing mixing : List.of(new UniformMixing(), new MetropolisHastings())) {
            for (ParameterVector model : decentralizedStep(start, mixing)) {
                for (int i = 0; i < start.length(); i++) {
                    assertThat(model.at(i)).isCloseTo(centralized.at(i), within(3e-7f));
                }
            }
        }
    }

    /// Every node holds as many samples as one mini-batch has, so the order it draws does not matter.
    private static List<ParameterVector> decentralizedStep(ParameterVector start, Mixing mixing) {
        List<Dataset> shards = IntStream.range(0, NODES)
                .<Dataset>mapToObj(node -> samples(node * BATCH, (node + 1) * BATCH))
                .toList();
        SmallNetwork network = new SmallNetwork(
                new Complete().generate(NODES, 0),
                mixing,
                new PlainSharing(),
                SmallNetwork.iterations(1, 1),
                SmallNetwork.training(LEARNING_RATE, BATCH));
        return network.run(IntStream.range(0, NODES).mapToObj(node -> start).toList(), shards, carrier -> carrier);
    }

    private static ParameterVector centralStep(ParameterVector start) throws InterruptedException {
        try (Workers workers = new Workers(1, SmallNetwork.network(SAMPLES))) {
            return new Trainer(
                            SmallNetwork.training(LEARNING_RATE, NODES * BATCH),
                            samples(0, NODES * BATCH),
                            new TorchRandom(1),
                            workers)
                    .train(start);
        }
    }

    private static Shard samples(int from, int to) {
        return new Shard(SAMPLES, IntStream.range(from, to).toArray());
    }

    private static double distance(ParameterVector one, ParameterVector other) {
        return Math.sqrt(IntStream.range(0, one.length())
                .mapToDouble(i -> Math.pow(one.at(i) - other.at(i), 2))
                .sum());
    }
}
