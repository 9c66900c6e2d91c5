package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FemnistLabelSplitTest {
    @TempDir
    private Path folder;

    @Test
    void nodesGetFewLabelsAndAllSamples() throws IOException {
        Path writers = folder.resolve("writers");
        for (int writer = 0; writer < 4; writer++) {
            LeafFiles.write(
                    writers.resolve(writer + ".json"),
                    LeafFiles.writer(
                            "w" + writer, 10 * writer, IntStream.range(0, 60).toArray()));
        }
        FemnistLabelSplit.split(writers, 6, 2, folder.resolve("split"));

        SampleSet all = FemnistLabelSplit.train(folder.resolve("split"));

        assertThat(all.size()).isEqualTo(240);
        assertThat(all.owners()).isEqualTo(6);
        Shard second = new OwnerPerPart().shards(all, 6).get(1);
        assertThat(second.size()).isEqualTo(40);
        assertThat(Arrays.stream(second.labelHistogram()).filter(count -> count > 0))
                .hasSizeLessThanOrEqualTo(14);
        assertThat(Datasets.image(second, 0)).doesNotContain(Float.NaN);
    }

    @Test
    void missingPartsAreRefused() throws IOException {
        assertThatThrownBy(() -> FemnistLabelSplit.train(folder)).hasMessageContaining("must hold data_0.npz");
        Path writers = folder.resolve("writers");
        LeafFiles.write(writers.resolve("a.json"), LeafFiles.writer("a", 0, 1, 2, 3, 4));
        FemnistLabelSplit.split(writers, 2, 1, folder);

        assertThatThrownBy(() -> new OwnerPerPart().split(FemnistLabelSplit.train(folder), 3))
                .hasMessageContaining("nodes must number at most as many as the parts of the data, 2, was 3");
        byte[] part = Files.readAllBytes(folder.resolve("data_1.npz"));
        Files.write(folder.resolve("data_1.npz"), Arrays.copyOf(part, part.length - 30));
        assertThatThrownBy(() -> FemnistLabelSplit.train(folder)).hasMessageContaining("data_1.npz");
    }
}
