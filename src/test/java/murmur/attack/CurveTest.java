package murmur.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import murmur.attack.Curve.Position;
import org.junit.jupiter.api.Test;

class CurveTest {
    @Test
    void aRocCurveRisesFromTheSmallestRatesToOne() {
        Curve curve = Curve.of(Roc.of(new double[] {3, 2, 0}, new double[] {1, -1}));
        assertThat(curve.positions()).hasSize(59).isSortedAccordingTo((a, b) -> Double.compare(a.x(), b.x()));
        assertThat(curve.positions().getFirst()).isEqualTo(new Position(1e-5, 2.0 / 3));
        assertThat(curve.positions()).contains(new Position(0.45, 2.0 / 3), new Position(0.5, 1));
        assertThat(curve.positions().getLast()).isEqualTo(new Position(1, 1));
    }

    @Test
    void lossesOfBothSidesShareTheirBins() {
        List<Curve> curves =
                Curve.histograms(Losses.losses(0, 0, 3, Double.NaN), Losses.losses(1.45, 3, Double.POSITIVE_INFINITY));
        assertThat(curves).extracting(Curve::name).containsExactly("members", "non_members");
        List<Position> members = curves.getFirst().positions();
        List<Position> others = curves.getLast().positions();
        assertThat(members).hasSize(30);
        assertThat(members.getFirst().x()).isCloseTo(0.05, within(1e-9));
        assertThat(members.getFirst().y()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(members.getLast().y()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(others.get(14)).isEqualTo(new Position(members.get(14).x(), 0.5));
    }

    @Test
    void equalLossesFillOneBinAndNoLossesNone() {
        assertThat(Curve.histograms(Losses.losses(2), Losses.losses(2, 2))
                        .getFirst()
                        .positions()
                        .getFirst()
                        .y())
                .isEqualTo(1);
        assertThat(Curve.histograms(Losses.losses(), Losses.losses(2))).isEmpty();
    }
}
