package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import murmur.data.CifarMini;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Graphs, data and result folders that cannot be used.
class RefusedInputTest {
    private static final String BATCH = "cifar-10-batches-bin/data_batch_2.bin";

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    4,0 1,1 4          | murmur: g.edges:3: node number must be 0 … 3
                    4,0 1,1 1          | murmur: g.edges:3: the two ends of an edge must differ, was a self loop of node 1
                    4,0 1,1 2,0 1      | murmur: g.edges:4: an edge must be given once per direction, was a duplicate edge
                    4,0 1,0 1 2        | murmur: g.edges:3: an edge must be two node numbers, was '0 1 2'
                    4,0 x              | murmur: g.edges:2: node number must be a whole number, was 'x'
                    """)
    void aWrongGraphFileIsRefusedByItsLine(String lines, String message) {
        Path graph = desk.file("g.edges", lines.replace(',', '\n') + "\n");

        assertThat(desk.refusal(desk.digits("nodes = 16\n", ""), "--graph", graph))
                .startsWith(message);
    }

    @Test
    void aMissingDataFolderIsRefusedByTheKeyThatNamesIt() {
        assertThat(desk.refusal(desk.file("c.ini", Desk.CIFAR), "--graph", "ring", "--nodes", 4))
                .isEqualTo("murmur: c.ini:5: [DATASET] train_dir must be a folder or an archive that exists, was"
                        + " /datasets/CIFAR; it was looked for at CIFAR: give the folder that holds the data sets"
                        + " with --datasets, or get it with murmur data fetch cifar10");
    }

    @Test
    void aTruncatedBatchIsRefused() throws IOException {
        assertThat(refusalOf(Arrays.copyOf(CifarMini.file(BATCH), 100_000)))
                .startsWith("murmur: CIFAR/" + BATCH)
                .contains("length must be a positive multiple of 3073 bytes, was 100000");
    }

    @Test
    void aWrongLabelIsRefused() throws IOException {
        byte[] batch = CifarMini.file(BATCH);
        batch[3073] = 11;

        assertThat(refusalOf(batch))
                .startsWith("murmur: CIFAR/" + BATCH + ": the label of image 1 must be between 0 and 9, was 11");
    }

    private String refusalOf(byte[] batch) throws IOException {
        Map<String, byte[]> files = new TreeMap<>(CifarMini.files("cifar-10-batches-bin"));
        files.put(BATCH, batch);
        CifarMini.unpack(files, folder.resolve("CIFAR"));
        return desk.refusal(desk.file("c.ini", Desk.CIFAR), "--graph", "ring", "--nodes", 4);
    }

    @Test
    void aResultFolderBelowAFileIsRefused() {
        Path file = desk.file("file", "");

        assertThat(desk.refusal(desk.digits(), "--log-dir", file.resolve("out")))
                .isEqualTo("murmur: --log-dir: the result folder must be in a folder that can be written to, was"
                        + " file/out; choose another with --log-dir");
        assertThat(desk.refusal(desk.digits(), "--log-dir", file)).contains("can be written to, was file;");
    }

    /// The super-user may write everywhere, says the file system, until it is tried.
    @Test
    void aResultFolderThatCannotBeMadeIsRefused() {
        assertThat(desk.refusal(desk.digits(), "--log-dir", "/proc/murmur")).contains("written to, was /proc/murmur;");
    }

    @Test
    void resultsOfAnotherRunAreReplacedOnlyWhenForced() throws IOException {
        Path out = folder.resolve("out");
        Path ini = desk.digits("regular 4", "ring");
        assertThat(murmur("run", ini, "--log-dir", out, "--workers", 1).status())
                .isZero();
        Path foreign = desk.file("out/notes/why.txt", "mine");
        Path stale = desk.file("out/machine3/0_results.json", "{}");

        assertThat(desk.refusal(ini)).contains("the result folder must hold no results of another run, was out");
        assertThat(murmur("run", ini, "--log-dir", out, "--workers", 1, "--force")
                        .status())
                .isZero();

        assertThat(foreign).hasContent("mine");
        assertThat(stale).doesNotExist();
        assertThat(out.resolve("machine0/0_results.json")).exists();
    }

    @Test
    void aFileOfTheUserIsNoPlaceForACopy() {
        Path exp = Objects.requireNonNull(desk.file("exp/config.ini", "mine").getParent());

        assertThat(desk.refusal(desk.digits(), "--log-dir", exp)).contains("was exp, which holds config.ini;");
    }

    @Test
    void aConfigurationMayLieInTheFolderOfItsResults() throws IOException {
        Path ini = desk.file("exp/config.ini", Desk.DIGITS);
        Path exp = Objects.requireNonNull(ini.getParent());

        assertThat(murmur("run", ini, "--log-dir", exp).status()).isZero();
        assertThat(murmur("run", ini, "--log-dir", exp, "--force").status()).isZero();
        assertThat(Files.readString(ini)).isEqualTo(Desk.DIGITS);
    }
}
