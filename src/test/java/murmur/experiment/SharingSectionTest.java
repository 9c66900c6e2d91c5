package murmur.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import murmur.BadInput;
import murmur.mixing.UniformMixing;
import murmur.privacy.AntiCorrelatedNoise;
import murmur.privacy.Muffliato;
import murmur.privacy.NoiseSource;
import murmur.privacy.ZeroSumNoise;
import murmur.sharing.PlainSharing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharingSectionTest {
    private static final String REST = """
            [EXPERIMENT]
            nodes = 6
            graph = ring
            [DATASET]
            dataset_class = Digits
            model_class = LogisticRegression
            [OPTIMIZER_PARAMS]
            optimizer_class = SGD
            [TRAIN_PARAMS]
            training_class = Training
            loss_class = CrossEntropyLoss
            [SHARING]
            sharing_class =\s""";

    @TempDir
    private Path folder;

    @Test
    void everySharingClassIsOneOfOurs() throws IOException {
        assertThat(exchange("Sharing").sharing()).isEqualTo(new PlainSharing());
        assertThat(exchange("PlainAverageSharing").mixing()).isEqualTo(new UniformMixing());
        assertThat(exchange("Muffliato\nnoise_std = 0.1").sharing()).isEqualTo(new Muffliato(0.1, 421));
        assertThat(exchange("AntiCorSharing").sharing()).isEqualTo(new AntiCorrelatedNoise(0, 421));
        assertThat(exchange("ZeroSumSharing").sharing())
                .isEqualTo(new ZeroSumNoise(0, false, ZeroSumNoise.Weighting.UNIFORM, 421));
    }

    @Test
    void everyNoiseIsDrawnFromTheGeneratorThatIsNamed() throws IOException {
        NoiseSource source = new NoiseSource(7, NoiseSource.Generator.THREEFRY);
        String keys = "\nsharing_seed = 7\nnoise_generator = threefry";

        assertThat(exchange("Muffliato" + keys).sharing()).isEqualTo(new Muffliato(0, source));
        assertThat(exchange("AntiCorSharing" + keys).sharing()).isEqualTo(new AntiCorrelatedNoise(0, source));
        assertThat(exchange("ZeroSumSharing" + keys).sharing())
                .isEqualTo(
                        new ZeroSumNoise(0, false, ZeroSumNoise.Weighting.UNIFORM, ZeroSumNoise.Absent.IGNORE, source));
        assertThatThrownBy(() -> exchange("Muffliato\nnoise_generator = trefry"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("c.ini:14: [SHARING] noise_generator must be")
                .hasMessageContaining("threefry");
    }

    private Experiment.Exchange exchange(String sharing) throws IOException {
        Path file = Files.writeString(folder.resolve("c.ini"), REST + sharing + "\n");
        return ExperimentFile.read(file, Map.of()).experiment().exchange();
    }
}
