package murmur.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import murmur.model.Networks;
import murmur.random.ReferenceFacts;
import murmur.random.TorchRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MiniBatchesTest {
    private static TorchRandom afterLeNet(TorchRandom random) {
        Networks.leNet(List.of(3, 32, 32), 10).initialize(random);
        return random;
    }

    @Test
    void passesAreTheReferences() {
        JsonNode fact = ReferenceFacts.fact("loader_order");
        TorchRandom random = afterLeNet(new TorchRandom(90));
        assertPass(MiniBatches.shuffled(10, 4, random), fact.get("pass1"));
        assertPass(MiniBatches.shuffled(10, 4, random), fact.get("pass2"));
        MiniBatches.inOrder(10, 4, random);
        assertPass(MiniBatches.shuffled(10, 4, random), fact.get("pass3_after_one_unshuffled_pass"));
        assertThat(MiniBatches.shuffled(10, 4, random).next())
                .isEqualTo(ReferenceFacts.ints(fact.get("pass4_first_batch_only")));
        assertPass(MiniBatches.shuffled(10, 4, random), fact.get("pass5"));
    }

    private static void assertPass(MiniBatches batches, JsonNode expected) {
        assertThat(StreamSupport.stream(expected.spliterator(), false))
                .allSatisfy(batch -> assertThat(batches.next()).isEqualTo(ReferenceFacts.ints(batch)));
        assertThat(batches.hasNext()).isFalse();
    }

    /// As in a run: the label pass, the model, then the loaders.
    @Test
    void theFirstBatchesOfARunAreTheReferences() {
        TorchRandom random = new TorchRandom(90);
        random.next63();
        afterLeNet(random);
        MiniBatches batches = MiniBatches.shuffled(390, 32, random);
        assertThat(batches.next()).hasSize(32).startsWith(76, 225, 224, 52, 10, 216);
        assertThat(batches.next()).hasSize(32).startsWith(246, 250, 83);
        assertThat(batches.next()).hasSize(32).startsWith(63, 344, 153);
        assertThat(MiniBatches.shuffled(390, 32, random).next()).startsWith(302, 21, 345, 368, 96, 127);
    }

    @Test
    void theLastBatchHoldsTheRest() {
        MiniBatches batches = MiniBatches.inOrder(7, 3, new TorchRandom(1));
        assertThat(batches.next()).containsExactly(0, 1, 2);
        assertThat(batches.next()).containsExactly(3, 4, 5);
        assertThat(batches.next()).containsExactly(6);
        assertThat(batches.hasNext()).isFalse();
    }

    @Test
    void anEmptyShardHasNoBatches() {
        assertThat(MiniBatches.shuffled(0, 3, new TorchRandom(1)).hasNext()).isFalse();
    }
}
