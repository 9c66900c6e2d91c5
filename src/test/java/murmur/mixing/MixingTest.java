package murmur.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import murmur.math.ParameterVector;
import org.junit.jupiter.api.Test;

class MixingTest {
    private static final ParameterVector OWN = ParameterVector.of(1, -8);

    @Test
    void metropolisHastingsWeighsByTheLargerDegree() {
        Mixing mixing = new MetropolisHastings();
        assertThat(mixing.weight(3, 5)).isEqualTo(1.0 / 6);
        assertThat(mixing.weight(5, 3)).isEqualTo(1.0 / 6);
        assertThat(mixing.weight(4, 4)).isEqualTo(0.2);
    }

    @Test
    void uniformMixingWeighsByTheOwnDegree() {
        Mixing mixing = new UniformMixing();
        assertThat(mixing.weight(3, 5)).isEqualTo(0.25);
        assertThat(mixing.weight(5, 3)).isEqualTo(1.0 / 6);
    }

    @Test
    void aNodeThatReceivedNothingKeepsItsModel() {
        assertThat(new MetropolisHastings().mix(() -> OWN, List.of())).isSameAs(OWN);
        assertThat(new UniformMixing().mix(() -> OWN, List.of())).isSameAs(OWN);
    }

    /// Weights 1/3 (degree 2 of the node itself) and 1/6 (degree 5 of the sender); the node keeps 1/2.
    @Test
    void theNodesOwnModelGetsTheRestOfTheWeight() {
        List<Received> received = List.of(received(1, 3, 6), received(5, 12, 0));
        ParameterVector mixed = new MetropolisHastings().mix(() -> OWN, received);
        assertThat(mixed.at(0)).isCloseTo(3f / 3 + 12f / 6 + 1f / 2, within(1e-6f));
        assertThat(mixed.at(1)).isCloseTo(6f / 3 - 8f / 2, within(1e-6f));
    }

    @Test
    void uniformMixingIsThePlainMean() {
        ParameterVector mixed = new UniformMixing().mix(() -> OWN, List.of(received(1, 3, 6), received(5, 12, 0)));
        assertThat(mixed.at(0)).isCloseTo(16f / 3, within(1e-6f));
        assertThat(mixed.at(1)).isCloseTo(-2f / 3, within(1e-6f));
    }

    /// 1 is lost beside 10⁸, so only one order of the sum gives 1/3.
    @Test
    void modelsAreSummedInTheOrderOfTheNeighboursAndTheOwnOneLast() {
        List<Received> received = List.of(received(2, 3e8f, 0), received(2, -3e8f, 0));
        ParameterVector mixed = new MetropolisHastings().mix(() -> OWN, received);
        assertThat(mixed.at(0)).isCloseTo(1f / 3, within(1e-6f));
    }

    /// A node with many neighbours would otherwise hold a noisy copy for each of them.
    @Test
    void modelsAreMadeOneAtATimeAndInOrder() {
        List<String> made = new ArrayList<>();
        List<Received> received = List.of(noted("first", made), noted("second", made));
        new MetropolisHastings().mix(noted("own", made).model(), received);
        assertThat(made).containsExactly("first", "second", "own");
    }

    private static Received received(int degree, float... values) {
        ParameterVector model = ParameterVector.of(values);
        return new Received(degree, () -> model);
    }

    private static Received noted(String name, List<String> made) {
        return new Received(2, () -> {
            made.add(name);
            return OWN;
        });
    }
}
