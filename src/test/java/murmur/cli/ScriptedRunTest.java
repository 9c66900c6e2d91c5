package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import murmur.model.ScriptedModules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// `model_class = TorchScript`, from the configuration to the result folder.
class ScriptedRunTest {
    private static final String SCRIPTED = "TorchScript\nmodel_file = nets/my.pt";

    @TempDir
    private Path folder;

    private Path module(int classes) throws IOException {
        Path file = folder.resolve("nets/my.pt");
        Files.createDirectories(folder.resolve("nets"));
        return ScriptedModules.save(ScriptedModules.normalizedAndDropped(64, classes, 0.2), file);
    }

    @Test
    void aRunTrainsTheModuleAndKeepsIt() throws Exception {
        Path module = module(10);
        Path ini = new Desk(folder).digits("LogisticRegression", SCRIPTED);

        assertThat(murmur("run", ini, "--log-dir", folder.resolve("one"), "--workers", 1)
                        .status())
                .isZero();
        Murmur run = murmur("run", ini, "--log-dir", folder.resolve("two"), "--workers", 2);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(folder.resolve("two/metrics.csv")).hasSameBinaryContentAs(folder.resolve("one/metrics.csv"));
        assertThat(folder.resolve("two/machine0/3_weight_7.npy"))
                .hasSameBinaryContentAs(folder.resolve("one/machine0/3_weight_7.npy"));
        assertThat(folder.resolve("two/machine0/my.pt")).hasSameBinaryContentAs(module);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(module)));
        assertThat(JsonMapper.shared()
                        .readTree(folder.resolve("two/manifest.json"))
                        .get("model_sha256")
                        .asString())
                .isEqualTo(sha256);
    }

    @Test
    void modulesThatDoNotFitAreRefused() throws IOException {
        Desk desk = new Desk(folder);
        module(9);

        assertThat(desk.refusal(desk.digits("LogisticRegression", SCRIPTED)))
                .isEqualTo("murmur: nets/my.pt: the output for 2 samples must be 2×10, a value per class of the data,"
                        + " was 2×9; give the last layer 10 outputs");
        assertThat(desk.refusal(desk.digits("LogisticRegression", "TorchScript\nmodel_file = your.pt")))
                .isEqualTo("murmur: c.ini:4: [DATASET] model_file must be a file that exists, was your.pt;"
                        + " there is no your.pt");
        assertThat(desk.refusal(desk.digits("LogisticRegression", "TorchScript")))
                .startsWith("murmur: c.ini:1: [DATASET] model_file must be given, was missing");
        assertThat(desk.refusal(desk.digits("LogisticRegression", "MLP\nmodel_file = my.pt")))
                .startsWith("murmur: c.ini:4: [DATASET] model_file is not a known key here");
    }
}
