package murmur.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedTest {
    private final Seed root = new Seed(90);

    /// A changed value here changes every run: it needs a line in the change log.
    @Test
    void derivedSeedsNeverChange() {
        assertThat(root.derive("dropout").value()).isEqualTo(4363525380735183461L);
        assertThat(root.derive("dropout", 3, 7).value()).isEqualTo(-3589523408655512361L);
        assertThat(new Seed(0).derive("").value()).isEqualTo(5197578548964807871L);
        assertThat(root.derive("Veränderung", -1).derive("x").value()).isEqualTo(-8253559730167248726L);
        assertThat(root.generator().nextLong()).isEqualTo(new NumpyRandom(90).nextLong());
    }

    @Test
    void differentPurposesPlacesAndRootsGiveDifferentSeeds() {
        Set<Long> seen = new HashSet<>();
        for (String purpose : new String[] {"", "a", "b", "dropout", "dropout ", "attacks", "attacker", "\0"}) {
            for (long node = 0; node < 100; node++) {
                assertThat(seen.add(root.derive(purpose, node).value())).isTrue();
                assertThat(seen.add(root.derive(purpose, node, 0).value())).isTrue();
                assertThat(seen.add(root.derive(purpose, 0, 0, node).value())).isTrue();
                assertThat(seen.add(new Seed(1000 + node).derive(purpose).value()))
                        .isTrue();
            }
            assertThat(seen.add(root.derive(purpose).value())).isTrue();
        }
    }

    @Test
    void namesAndPathsDoNotRunIntoEachOther() {
        assertThat(root.derive("a", 1).derive("", 5)).isNotEqualTo(root.derive("a", 1, 5));
        assertThat(root.derive("a", 1).derive("", 5)).isNotEqualTo(root.derive("a", 1, 1, 5));
        assertThat(root.derive("a").derive("b")).isNotEqualTo(root.derive("ab"));
        assertThat(root.derive("a", 0)).isNotEqualTo(root.derive("a"));
        assertThat(root.derive("a", 1, 2)).isNotEqualTo(root.derive("a", 2, 1));
    }

    @Test
    void oneBitOfThePathChangesHalfOfTheSeedsBits() {
        long flipped = 0;
        int pairs = 0;
        for (long node = 0; node < 200; node++) {
            for (int bit = 0; bit < 64; bit++, pairs++) {
                long one = root.derive("node", node).value();
                flipped += Long.bitCount(
                        one ^ root.derive("node", node ^ (1L << bit)).value());
            }
        }
        assertThat((double) flipped / pairs).isCloseTo(32, within(0.2));
    }

    @Test
    void streamsOfNeighbouringPlacesAreUncorrelated() {
        int n = 100_000;
        double[] one = new double[n];
        double[] other = new double[n];
        root.derive("noise", 0).generator().fillNormal(one, 0, n, 1);
        root.derive("noise", 1).generator().fillNormal(other, 0, n, 1);
        double product = 0;
        for (int i = 0; i < n; i++) {
            product += one[i] * other[i];
        }
        assertThat(product / n).isCloseTo(0, within(5 / Math.sqrt(n)));
    }

    @Test
    void theSameSeedGivesTheSameStream() {
        NumpyRandom one = root.derive("x", 1).generator();
        NumpyRandom other = new Seed(90).derive("x", 1).generator();
        for (int i = 0; i < 100; i++) {
            assertThat(one.nextLong()).isEqualTo(other.nextLong());
        }
    }
}
