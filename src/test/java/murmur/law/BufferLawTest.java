package murmur.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import murmur.math.ParameterVector;
import murmur.math.VectorLayout;
import murmur.math.VectorLayout.Content;
import murmur.mixing.MetropolisHastings;
import murmur.mixing.Received;
import murmur.mixing.WholeCounters;
import murmur.privacy.AntiCorrelatedNoise;
import murmur.privacy.Muffliato;
import murmur.privacy.ZeroSumNoise;
import murmur.sharing.Audience;
import murmur.sharing.BufferNoise;
import murmur.sharing.Shares;
import murmur.sharing.Sharing;
import murmur.topology.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Noise and averages leave buffers what they are: a variance of at least 0, a whole number of mini-batches.
final class BufferLawTest {
    private static final VectorLayout LAYOUT = VectorLayout.empty()
            .with(Content.PARAMETER, 2)
            .with(Content.STATISTIC, 1)
            .with(Content.COUNTER, 1)
            .with(Content.PARAMETER, 1);

    private static final ParameterVector MODEL = ParameterVector.of(1, 2, 1e-4f, 7, 3);

    private static final Audience AUDIENCE =
            new Audience(new Step(0, 0), List.of(new Audience.Receiver(1, 0.25), new Audience.Receiver(2, 0.25)), 0.5);

    private static Sharing mechanism(String name) {
        return switch (name) {
            case "Muffliato" -> new Muffliato(1, 421);
            case "zero-sum" -> new ZeroSumNoise(1, true, ZeroSumNoise.Weighting.UNIFORM, 421);
            default -> new AntiCorrelatedNoise(1, 421);
        };
    }

    private static List<ParameterVector> all(Shares shares) {
        return List.of(shares.kept(), shares.sent(0), shares.sent(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Muffliato", "zero-sum", "anti-correlated"})
    void noiseSparesBuffersAndIsElsewhereThatOfANetworkWithoutThem(String name) {
        Sharing sharing = BufferNoise.NONE.applyTo(mechanism(name), LAYOUT);

        List<ParameterVector> whole = all(sharing.forNode(0).share(MODEL, AUDIENCE));
        List<ParameterVector> bare = all(mechanism(name).forNode(0).share(LAYOUT.parametersOf(MODEL), AUDIENCE));

        for (int copy = 0; copy < whole.size(); copy++) {
            assertThat(whole.get(copy).at(2)).isEqualTo(1e-4f);
            assertThat(whole.get(copy).at(3)).isEqualTo(7);
            assertThat(LAYOUT.parametersOf(whole.get(copy)))
                    .isEqualTo(bare.get(copy))
                    .isNotEqualTo(LAYOUT.parametersOf(MODEL));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Muffliato", "zero-sum", "anti-correlated"})
    void theReferencesNoiseHitsBuffersToo(String name) {
        Sharing sharing = BufferNoise.REFERENCE.applyTo(mechanism(name), LAYOUT);

        List<ParameterVector> whole = all(sharing.forNode(0).share(MODEL, AUDIENCE));
        List<ParameterVector> bare = all(mechanism(name).forNode(0).share(MODEL, AUDIENCE));

        assertThat(whole.getFirst()).isEqualTo(LAYOUT.withWholeCounters(bare.getFirst()));
        assertThat(whole.subList(1, 3)).isEqualTo(bare.subList(1, 3));
        assertThat(whole.get(1).at(2)).isNotEqualTo(MODEL.at(2));
    }

    @Test
    void networksWithoutBuffersKeepTheirMechanism() {
        VectorLayout bare = VectorLayout.empty().with(Content.PARAMETER, 5);
        Sharing sharing = mechanism("Muffliato");

        assertThat(BufferNoise.NONE.applyTo(sharing, bare)).isSameAs(sharing);
        assertThat(WholeCounters.in(new MetropolisHastings(), bare)).isInstanceOf(MetropolisHastings.class);
    }

    @Test
    void averagedCountersAreWholeAndAveragedStatisticsAreMeans() {
        ParameterVector own = ParameterVector.of(1, 2, 0.25f, 7, 3);
        ParameterVector neighbour = ParameterVector.of(3, 4, 0.75f, 8, 5);
        WholeCounters mixing = new WholeCounters(new MetropolisHastings(), LAYOUT);

        ParameterVector mixed = mixing.mix(() -> own, List.of(new Received(1, () -> neighbour)));

        assertThat(mixed).isEqualTo(ParameterVector.of(2, 3, 0.5f, 7, 4));
    }

    @Test
    void variancesStayPositiveHoweverLargeTheNoise() {
        Sharing.Sharer[] nodes = IntStream.range(0, 3)
                .mapToObj(node ->
                        BufferNoise.NONE.applyTo(mechanism("zero-sum"), LAYOUT).forNode(node))
                .toArray(Sharing.Sharer[]::new);
        ParameterVector model = MODEL;
        for (int iteration = 0; iteration < 50; iteration++) {
            ParameterVector before = model;
            List<Received> received = List.of(received(nodes[1], before), received(nodes[2], before));
            Shares own = nodes[0].share(before, AUDIENCE);
            model = new WholeCounters(new MetropolisHastings(), LAYOUT).mix(own::kept, received);
        }

        assertThat(model.at(2)).isPositive();
        assertThat(model.at(0)).isNotEqualTo(1);
    }

    private static Received received(Sharing.Sharer sender, ParameterVector model) {
        return new Received(2, () -> sender.share(model, AUDIENCE).sent(0));
    }
}
