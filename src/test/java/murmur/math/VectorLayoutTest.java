package murmur.math;

import static org.assertj.core.api.Assertions.assertThat;

import murmur.math.VectorLayout.Content;
import org.junit.jupiter.api.Test;

final class VectorLayoutTest {
    private static final VectorLayout LAYOUT = VectorLayout.empty()
            .with(Content.PARAMETER, 1)
            .with(Content.PARAMETER, 1)
            .with(Content.STATISTIC, 1)
            .with(Content.COUNTER, 2)
            .with(Content.PARAMETER, 1);

    @Test
    void neighboursOfOneKindAreOneRun() {
        assertThat(LAYOUT.runs()).hasSize(4).startsWith(new VectorLayout.Run(Content.PARAMETER, 0, 2));
        assertThat(LAYOUT.length()).isEqualTo(6);
        assertThat(LAYOUT.parameters()).isEqualTo(3);
        assertThat(LAYOUT.hasBuffers()).isTrue();
        assertThat(VectorLayout.empty().with(Content.PARAMETER, 3).hasBuffers()).isFalse();
    }

    @Test
    void parametersAreTakenOutAndPutBack() {
        ParameterVector whole = ParameterVector.of(1, 2, 3, 4, 5, 6);

        assertThat(LAYOUT.parametersOf(whole)).isEqualTo(ParameterVector.of(1, 2, 6));
        assertThat(LAYOUT.withParameters(whole, ParameterVector.of(7, 8, 9)))
                .isEqualTo(ParameterVector.of(7, 8, 3, 4, 5, 9));
    }

    @Test
    void countersAreCutTowardsZero() {
        ParameterVector whole = ParameterVector.of(1.5f, 2.5f, 3.5f, 4.9f, -5.9f, 6.5f);

        assertThat(LAYOUT.withWholeCounters(whole)).isEqualTo(ParameterVector.of(1.5f, 2.5f, 3.5f, 4, -5, 6.5f));
    }
}
