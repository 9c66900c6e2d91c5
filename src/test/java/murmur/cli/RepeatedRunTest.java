package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import murmur.data.CifarMini;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The same experiment leaves the same bytes, however many workers there are and however often it runs.
class RepeatedRunTest {
    /// They tell of time and of the folder, and are meant to.
    private static final Set<String> TIMED = Set.of("manifest.json", "args.json", "run.log");

    @TempDir
    private Path folder;

    @Test
    void neitherWorkersNorRepetitionChangeAByte() throws Exception {
        Path ini = new Desk(folder).digits();
        Map<String, String> once = hashes(ini, "once", 1);

        assertThat(once).hasSize(16 * (1 + 1 + 3) + 6);
        assertThat(hashes(ini, "again", 1)).isEqualTo(once);
        assertThat(hashes(ini, "two", 2)).isEqualTo(once);
        assertThat(hashes(ini, "four", 4)).isEqualTo(once);
    }

    @Test
    void convolutionsRepeatToo() throws Exception {
        CifarMini.unpack(CifarMini.files("cifar-10-batches-bin"), folder.resolve("CIFAR"));
        String[] settings = {
            "[TRAIN_PARAMS]\nrounds = 2\nbatch_size = 8\nshuffle = True", "sharing_class = Muffliato\nnoise_std = 0.01"
        };
        Path ini = new Desk(folder)
                .file(
                        "c.ini",
                        Desk.CIFAR
                                        .replace("[TRAIN_PARAMS]", settings[0])
                                        .replace("sharing_class = Sharing", settings[1])
                                        .replace("test_dir = /datasets/CIFAR", "test_dir =")
                                + "[EXPERIMENT]\ngraph = ring\nnodes = 4\niterations = 2\ntrain_evaluate_after = 5");
        Map<String, String> once = hashes(ini, "once", 1);

        assertThat(hashes(ini, "two", 2)).isEqualTo(once);
    }

    @Test
    void anotherSeedGivesOtherResults() throws Exception {
        Path ini = new Desk(folder).digits();

        assertThat(hashes(ini, "one", 2, "--seed", 1).get("machine0/3_weight_0.npy"))
                .isNotEqualTo(hashes(ini, "two", 2, "--seed", 2).get("machine0/3_weight_0.npy"));
    }

    @Test
    void theTableCanBeReadByPrograms() {
        Murmur run = murmur("run", new Desk(folder).digits(), "--log-dir", folder.resolve("out"), "--json");

        assertThat(JsonMapper.shared()
                        .readTree(run.out())
                        .get("evaluations")
                        .valueStream()
                        .map(row -> row.get("iteration").intValue()))
                .containsExactly(1, 2, 4);
    }

    @Test
    void argumentsTellWhatWasInForce() {
        Desk desk = new Desk(folder);
        Path graph = desk.file("ring.adj", "4\n1 3\n0 2\n1 3\n2 0\n");
        Path out = folder.resolve("out");
        Murmur run = murmur(
                "run", desk.digits("nodes = 16\n", ""), "-gf", graph, "-gt", "adjacency", "-ll", "WARNING", "-ld", out);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        Map<?, ?> arguments = JsonMapper.shared().readValue(out.resolve("machine0/args.json"), Map.class);
        assertThat(arguments.get("log_level")).isEqualTo("WARNING");
        assertThat(arguments.get("graph_type")).isEqualTo("adjacency");
        assertThat(arguments.get("graph_file")).isEqualTo(graph.toString());
        assertThat(out.resolve("machine0/ring.adj")).hasSameBinaryContentAs(graph);
    }

    private Map<String, String> hashes(Path ini, String name, int workers, Object... more) throws IOException {
        Path out = folder.resolve(name);
        Object[] words = Stream.concat(
                        Stream.of("run", ini, "--datasets", folder, "--log-dir", out, "--workers", workers),
                        Stream.of(more))
                .toArray();
        Murmur run = murmur(words);
        assertThat(run.status()).as(run.err()).isZero();
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                if (!TIMED.contains(file.getFileName().toString())) {
                    hashes.put(out.relativize(file).toString(), sha256(file));
                }
            }
        }
        return hashes;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
