package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import murmur.BadInput;
import org.junit.jupiter.api.Test;

final class DigitsTest {
    @Test
    void everyFifthDigitIsForTesting() {
        TrainTest digits = Digits.load();

        assertThat(digits.train().size()).isEqualTo(1438);
        assertThat(digits.test().size()).isEqualTo(359);
        // The file begins with the digits 0 to 9, twice over.
        assertThat(Datasets.labels(digits.train())).startsWith(0, 1, 2, 3, 5, 6, 7, 8, 0, 1, 2, 3);
        assertThat(Datasets.labels(digits.test())).startsWith(4, 9, 4, 9);
    }

    @Test
    void pixelsAreSixteenths() {
        Dataset train = Digits.load().train();

        assertThat(train.shape()).containsExactly(1, 8, 8);
        assertThat(Datasets.image(train, 0)).startsWith(0, 0, 5 / 16f, 13 / 16f, 9 / 16f, 1 / 16f, 0, 0);
    }

    @Test
    void wrongLinesAreRefusedWithTheirNumber() {
        String good = "0,".repeat(64) + "3\n";

        refused(good + "0,".repeat(63) + "3\n", "digits, line 2: fields must number 65, was 64");
        refused("17," + "0,".repeat(63) + "3\n", "digits, line 1: a pixel must be between 0 and 16, was 17");
        refused("0,".repeat(64) + "10\n", "digits, line 1: the label must be between 0 and 9, was 10");
        refused("x," + "0,".repeat(63) + "3\n", "digits, line 1: a pixel must be a whole number, was x");
    }

    private static void refused(String csv, String message) {
        byte[] bytes = csv.getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(BadInput.class).hasMessage(message);
    }

    private static TrainTest read(byte[] bytes) throws IOException {
        return Digits.read(new ByteArrayInputStream(bytes), "digits");
    }
}
