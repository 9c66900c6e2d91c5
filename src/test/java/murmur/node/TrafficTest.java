package murmur.node;

import static org.assertj.core.api.Assertions.assertThat;

import murmur.topology.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Byte counts of a run of the reference with LeNet, 89,834 values.
class TrafficTest {
    private static final long LENET = 4 * 89_834;

    @ParameterizedTest
    @CsvSource({"0, 3, 1078494, 511, 327", "1, 4, 1437992, 633, 403", "5, 3, 1078494, 511, 327"})
    void fourIterationsTakeTheReferencesBytes(int node, int neighbours, long data, long firstMeta, long laterMeta) {
        Traffic traffic = Traffic.NONE.withGreetings(node, neighbours + 1);
        for (int iteration = 0; iteration < 4; iteration++) {
            traffic = traffic.withModels(node, new Step(iteration, 0), neighbours, neighbours * LENET);
            assertThat(traffic.dataBytes()).isEqualTo((iteration + 1) * data);
            assertThat(traffic.metaBytes()).isEqualTo(firstMeta + iteration * laterMeta);
            assertThat(traffic.totalBytes()).isEqualTo(traffic.dataBytes() + traffic.metaBytes());
        }
    }

    /// A whole number takes 2 bytes in a pickle below 2⁸, 3 below 2¹⁶ and 5 above. With one neighbour the iteration
    /// stands in the model's message and in the request.
    @ParameterizedTest
    @CsvSource({"0, 175", "255, 175", "256, 177", "65535, 177", "65536, 181"})
    void numbersOfIterationsGrow(int iteration, long meta) {
        assertThat(Traffic.NONE.withModels(0, new Step(iteration, 0), 1, LENET).metaBytes())
                .isEqualTo(meta);
    }

    @ParameterizedTest
    @CsvSource({"0, 175", "256, 176", "65536, 178"})
    void uidsGrowInRequests(int node, long meta) {
        assertThat(Traffic.NONE.withModels(node, new Step(0, 0), 1, LENET).metaBytes())
                .isEqualTo(meta);
    }

    @ParameterizedTest
    @CsvSource({"0, 46", "255, 46", "256, 47", "65536, 49"})
    void uidsGrowInGreetings(int node, long meta) {
        assertThat(Traffic.NONE.withGreetings(node, 1).metaBytes()).isEqualTo(meta);
    }

    @Test
    void degreesGrowInMessages() {
        Step first = new Step(0, 0);
        assertThat(Traffic.NONE.withModels(0, first, 255, 0).metaBytes()).isEqualTo(99 + 255 * 76);
        assertThat(Traffic.NONE.withModels(0, first, 256, 0).metaBytes()).isEqualTo(99 + 256 * 77);
    }

    @Test
    void dataBeyondFourGigabytesIsCounted() {
        assertThat(Traffic.NONE
                        .withModels(0, new Step(0, 0), 512, 512 * 4L * 4_937_729)
                        .dataBytes())
                .isEqualTo(512L * (4L * 4_937_729 + 162));
    }
}
