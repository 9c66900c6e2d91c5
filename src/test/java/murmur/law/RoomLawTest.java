package murmur.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.math.ParameterVector;
import murmur.privacy.NoiseSource;
import murmur.privacy.ZeroSumNoise;
import murmur.privacy.ZeroSumNoise.Absent;
import murmur.privacy.ZeroSumNoise.Weighting;
import murmur.sharing.Audience;
import murmur.sharing.Shares;
import murmur.sharing.Sharing;
import murmur.topology.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A node with room for its noise shares what one without shares, to the bit; only sooner.
class RoomLawTest {
    /// More than two pieces, the last one not full.
    private static final int LENGTH = 2 * ParameterVector.PIECE + 100;

    private static final ParameterVector MODEL = ramp();
    private static final int NEIGHBOURS = 4;

    static Stream<ZeroSumNoise> noises() {
        List<ZeroSumNoise> noises = new ArrayList<>();
        for (NoiseSource.Generator generator : NoiseSource.Generator.values()) {
            for (Weighting weighting : Weighting.values()) {
                for (Absent absent : Absent.values()) {
                    NoiseSource source = new NoiseSource(421, generator);
                    noises.add(new ZeroSumNoise(0.1, true, weighting, absent, source));
                    noises.add(new ZeroSumNoise(0.1, false, weighting, absent, source));
                }
            }
        }
        return noises.stream();
    }

    @ParameterizedTest
    @MethodSource("noises")
    void whatLeavesANodeIsTheSame(ZeroSumNoise noise) {
        Sharing.Sharer small = noise.forNode(3);
        Sharing.Sharer large = noise.forNode(3, Long.MAX_VALUE);
        for (int iteration = 0; iteration < 3; iteration++) {
            Audience audience = audience(iteration);
            Shares made = small.share(MODEL, audience);
            Shares held = large.share(MODEL, audience);

            assertThat(held.kept()).isEqualTo(made.kept());
            for (int position : audience.presentPositions()) {
                assertThat(held.sent(position)).isEqualTo(made.sent(position)).isNotEqualTo(MODEL);
            }
        }
    }

    @Test
    void aModelIsHeldWhereThereIsRoomAndMadeAnewElsewhere() {
        ZeroSumNoise noise = new ZeroSumNoise(0.1, true, Weighting.UNIFORM, 421);
        long needed = (NEIGHBOURS + 1) * MODEL.sizeBytes();

        Shares held = noise.forNode(0, needed).share(MODEL, audience(0));
        Shares made = noise.forNode(0, needed - 1).share(MODEL, audience(0));

        assertThat(held.sent(1)).isSameAs(held.sent(1));
        assertThat(made.sent(1)).isNotSameAs(made.sent(1)).isEqualTo(held.sent(1));
    }

    /// From the second iteration on somebody is absent.
    private static Audience audience(int iteration) {
        List<Audience.Receiver> receivers = IntStream.range(0, NEIGHBOURS)
                .mapToObj(position ->
                        new Audience.Receiver(10 + position, 0.1 + 0.02 * position, iteration == 0 || position != 2))
                .toList();
        return new Audience(new Step(iteration, 0), receivers, 0.3);
    }

    private static ParameterVector ramp() {
        float[] values = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            values[i] = i * 1e-3f;
        }
        return ParameterVector.owning(values);
    }
}
