package murmur.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreefryTest {
    private static final int DRAWS = 1_000_000;

    /// The answers that the authors of the generator publish with it.
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0000000000000000, 6b20015999ba4efe",
        "ffffffffffffffff, ffffffffffffffff, 1cb996fcbb002be7",
        "13198a2e03707344, 243f6a8885a308d3, c4923a9c483df7a0",
    })
    void wordsAreThePublishedOnes(String key, String counter, String expected) {
        long words = Long.parseUnsignedLong(counter, 16);
        int[] first = new int[Threefry.LANES];
        int[] second = new int[Threefry.LANES];
        new Threefry(Long.parseUnsignedLong(key, 16)).turn((int) (words >>> 32), (int) words, first, second);
        assertThat(String.format("%08x%08x", first[0], second[0])).isEqualTo(expected);
    }

    @Test
    void everyLaneTurnsItsOwnCounter() {
        int[] first = new int[Threefry.LANES];
        int[] second = new int[Threefry.LANES];
        int[] one = new int[Threefry.LANES];
        int[] other = new int[Threefry.LANES];
        Threefry threefry = new Threefry(0x0123456789abcdefL);
        threefry.turn(1000, 7, first, second);
        for (int lane = 0; lane < Threefry.LANES; lane++) {
            threefry.turn(1000 + lane, 7, one, other);
            assertThat(first[lane]).isEqualTo(one[0]);
            assertThat(second[lane]).isEqualTo(other[0]);
        }
    }

    /// Against the same formula in double precision.
    @Test
    void pairsAreThoseOfBoxAndMuller() {
        int pairs = 4096;
        int[] first = new int[pairs];
        int[] second = new int[pairs];
        NumpyRandom random = new NumpyRandom(3);
        Arrays.setAll(first, i -> i < 40 ? 1 << Math.min(i, 31) : random.nextInt());
        Arrays.setAll(second, i -> i < 40 ? 1 << Math.min(i, 31) : random.nextInt());
        first[40] = 0;
        first[41] = -1;
        float[] normals = new float[2 * pairs];
        new BoxMuller(pairs).transform(first, second, normals);
        for (int i = 0; i < pairs; i++) {
            double radius = Math.sqrt(-2 * Math.log(uniform(first[i])));
            double angle = 2 * Math.PI * second[i] * 0x1p-32;
            assertThat((double) normals[i]).isCloseTo(radius * Math.cos(angle), within(3e-6));
            assertThat((double) normals[pairs + i]).isCloseTo(radius * Math.sin(angle), within(3e-6));
        }
    }

    /// The word as a fraction, with the 24 bits from its first one on.
    private static double uniform(int word) {
        int zeros = Integer.numberOfLeadingZeros(word | 1);
        return (((word | 1) << zeros) >>> 8) * 0x1p-24 * Math.pow(2, -zeros);
    }

    @Test
    void numbersFollowTheNormalLaw() {
        double[] drawn = new double[DRAWS];
        new ThreefryNormals(new Seed(5)).fillNormal(drawn, 0, DRAWS, 1);
        for (int power = 1; power <= 4; power++) {
            int k = power;
            double moment = DoubleStream.of(drawn).map(x -> Math.pow(x, k)).sum() / DRAWS;
            double expected = new double[] {0, 1, 0, 3}[k - 1];
            double sigma = Math.sqrt(new double[] {1, 2, 15, 96}[k - 1] / DRAWS);
            assertThat(moment).as("moment " + k).isCloseTo(expected, within(5 * sigma));
        }
        Arrays.sort(drawn);
        double[] limits = {-1.959963984540054, -0.6744897501960817, 0, 1.2815515655446004, 3.090232306167813};
        double[] shares = {0.025, 0.25, 0.5, 0.9, 0.999};
        for (int i = 0; i < limits.length; i++) {
            double below = (double) -(Arrays.binarySearch(drawn, limits[i]) + 1) / DRAWS;
            assertThat(below).isCloseTo(shares[i], within(5 * Math.sqrt(shares[i] * (1 - shares[i]) / DRAWS)));
        }
    }

    @Test
    void neitherNeighboursNorPairsNorStreamsAreCorrelated() {
        double[] drawn = draw(new Seed(5).derive("noise", 0));
        double[] other = draw(new Seed(5).derive("noise", 1));
        for (int lag : new int[] {1, 2, Threefry.LANES, 2 * Threefry.LANES}) {
            assertThat(product(drawn, drawn, lag)).as("lag " + lag).isCloseTo(0, within(5 / Math.sqrt(DRAWS)));
        }
        assertThat(product(drawn, other, 0)).isCloseTo(0, within(5 / Math.sqrt(DRAWS)));
    }

    private static double[] draw(Seed seed) {
        double[] drawn = new double[DRAWS];
        new ThreefryNormals(seed).fillNormal(drawn, 0, DRAWS, 1);
        return drawn;
    }

    private static double product(double[] a, double[] b, int lag) {
        return IntStream.range(0, DRAWS - lag)
                        .mapToDouble(i -> a[i] * b[i + lag])
                        .sum()
                / DRAWS;
    }

    @Test
    void aStreamIsTheSameHoweverItIsCutCopiedOrResumed() throws IOException {
        double[] whole = new double[5000];
        new ThreefryNormals(new Seed(9)).fillNormal(whole, 0, whole.length, 0.5);
        double[] pieces = new double[whole.length];
        ThreefryNormals stream = new ThreefryNormals(new Seed(9));
        int from = 0;
        for (int to : new int[] {0, 1, 511, 512, 513, 1700, 5000}) {
            stream.copy().fillNormal(pieces, from, pieces.length, 1);
            stream = resumed(stream.copy());
            stream.fillNormal(pieces, from, to, 0.5);
            from = to;
        }
        assertThat(pieces).isEqualTo(whole);
    }

    private static ThreefryNormals resumed(ThreefryNormals stream) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        stream.writeTo(new DataOutputStream(bytes));
        ThreefryNormals resumed = new ThreefryNormals(new Seed(0));
        resumed.fillNormal(new double[3], 0, 3, 1);
        resumed.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return resumed;
    }
}
