package murmur.launch.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourierTest {
    @TempDir
    private Path folder;

    private final Courier courier = new Courier(new Here());

    private Path here() throws IOException {
        Path here = folder.resolve("here");
        Files.createDirectories(here.resolve("below/it's $(here)"));
        Files.writeString(here.resolve("a b"), "1");
        Files.writeString(here.resolve("below/it's $(here)/x\ny"), "2");
        return here;
    }

    @Test
    void whatIsThereAlreadyIsNotSentAgain() throws Exception {
        Path there = folder.resolve("the \"other\" side");

        assertThat(courier.send(here(), there.toString())).isEqualTo(2);
        assertThat(courier.send(here(), there.toString())).isZero();

        Files.writeString(there.resolve("a b"), "damaged");
        assertThat(courier.send(here(), there.toString())).isEqualTo(1);
        assertThat(Courier.sums(there)).isEqualTo(Courier.sums(here()));
    }

    @Test
    void onlyWhatIsMissingIsFetched() throws Exception {
        Path back = folder.resolve("back");
        assertThat(courier.fetch(here().toString(), back)).isEqualTo(2);
        FileTime time = Files.getLastModifiedTime(back.resolve("a b"));
        Files.delete(back.resolve("below/it's $(here)/x\ny"));

        assertThat(courier.fetch(here().toString(), back)).isEqualTo(2);

        assertThat(Files.getLastModifiedTime(back.resolve("a b"))).isEqualTo(time);
        assertThat(Courier.sums(back)).isEqualTo(Courier.sums(here()));
    }

    @Test
    void nothingIsFetchedFromAFolderThatIsNotThere() throws Exception {
        assertThat(courier.fetch(folder.resolve("nowhere").toString(), folder.resolve("back")))
                .isZero();
    }

    /// A machine whose copies are cut short.
    private static final class Lossy implements Access {
        private final Here here = new Here();

        @Override
        public String name() {
            return "lossy";
        }

        @Override
        public Said run(List<String> words, byte[] input) throws IOException, InterruptedException {
            return here.run(words, input);
        }

        @Override
        public void send(Path from, List<String> files, String to) throws IOException {
            here.send(from, files, to);
            Files.writeString(Path.of(to, files.getFirst()), "");
        }

        @Override
        public void fetch(String from, List<String> files, Path to) throws IOException {
            here.fetch(from, files, to);
            Files.writeString(to.resolve(files.getFirst()), "");
        }
    }

    @Test
    void aFileThatArrivesOtherwiseIsNoticed() throws Exception {
        Courier lossy = new Courier(new Lossy());

        assertThatThrownBy(() -> lossy.send(here(), folder.resolve("there").toString()))
                .hasMessage("lossy: a b must arrive with its checksum, did not; try again");
        assertThatThrownBy(() -> lossy.fetch(here().toString(), folder.resolve("back")))
                .hasMessage("lossy: a b must arrive with its checksum, did not; try again");
    }
}
