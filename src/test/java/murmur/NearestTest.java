package murmur;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KNOWN =
            List.of("rounds", "full_epochs", "batch_size", "shuffle", "loss_class", "lr", "NODE");

    @ParameterizedTest(name = "{0} means {1}")
    @CsvSource({
        "round, rounds",
        "ruonds, rounds",
        "roundss, rounds",
        "batchsize, batch_size",
        "Batch-Size, batch_size",
        "fullepoch, full_epochs",
        "node, NODE",
        "l, lr",
        "learning_rate,",
        "xyz,",
        "q,",
        "'',"
    })
    void theNearestWordIsFoundAndAFarOneIsNot(String word, String nearest) {
        assertThat(Nearest.to(word, KNOWN)).isEqualTo(nearest);
    }

    @Test
    void theFirstOfEquallyNearWordsIsTaken() {
        assertThat(Nearest.to("tail", List.of("mail", "tall"))).isEqualTo("mail");
        assertThat(Nearest.to("tail", List.of("tall", "mail"))).isEqualTo("tall");
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "'', '', 0",
        "a, '', 1",
        "'', abc, 3",
        "abc, abc, 0",
        "abcd, abdc, 1",
        "kitten, sitting, 3",
        "ca, abc, 3"
    })
    void theDistanceCountsEditsBothWays(String a, String b, int edits) {
        assertThat(Nearest.distance(a, b)).isEqualTo(edits);
        assertThat(Nearest.distance(b, a)).isEqualTo(edits);
    }
}
