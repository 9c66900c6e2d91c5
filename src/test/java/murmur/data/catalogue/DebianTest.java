package murmur.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import murmur.data.catalogue.Supply.DebianPackage;
import murmur.data.catalogue.Supply.Published;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Debian's tools are scripts here that do as the real ones.
@Timeout(60)
class DebianTest {
    private static final byte[] CONTENT = Samples.bytes(1000);

    @TempDir
    private Path folder;

    private final MoodyServer server = new MoodyServer(CONTENT);
    private final List<FetchEvent> events = new ArrayList<>();

    @BeforeEach
    void writeThePackage() throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.write(folder.resolve("content"), CONTENT);
        script("apt-get", "[ \"$1 $3\" = 'download dataset-x' ] && touch dataset-x_1_all.deb");
        String copy = "cp '" + folder.resolve("content") + "' nowhere/x/x.bin";
        script("dpkg-deb", "[ \"$1 $2 $3\" = '-x dataset-x_1_all.deb .' ] && mkdir -p nowhere/x && " + copy);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void script(String name, String line) throws IOException {
        Path file = Files.writeString(folder.resolve("bin").resolve(name), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void fetch(Path installed) throws IOException, InterruptedException {
        KnownDataset plain = Samples.oneFile(server.address("x.bin"), CONTENT);
        Supply supply = new Published(
                ((Published) plain.supply()).downloads(), Optional.of(new DebianPackage("dataset-x", installed)));
        KnownDataset dataset = new KnownDataset(
                plain.name(),
                plain.datasetClass(),
                plain.about(),
                plain.folder(),
                plain.forms(),
                supply,
                plain.reader());
        new Fetch(dataset, folder.resolve("sets"), Optional.empty(), false)
                .run(Samples.IMPATIENT, new AptGet(List.of(folder.resolve("bin"))), events::add);
        assertThat(folder.resolve("sets/X/x.bin")).hasBinaryContent(CONTENT);
        assertThat(folder.resolve("sets/.fetch-sample")).doesNotExist();
    }

    @Test
    void anInstalledPackageIsCopied() throws Exception {
        Path installed = Files.createDirectories(folder.resolve("installed"));
        Files.write(installed.resolve("x.bin"), CONTENT);

        fetch(installed);

        assertThat(events).containsExactly(new FetchEvent.Copying(installed));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aPackageThatIsNotInstalledIsLoadedAndUnpacked() throws Exception {
        fetch(Path.of("/nowhere/x"));

        assertThat(events.getFirst()).isEqualTo(new FetchEvent.AskingDebian("dataset-x"));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void whereDebianHasNoSuchPackageThePublisherIsAsked() throws Exception {
        script("apt-get", "echo 'E: Unable to locate package dataset-x'; exit 100");

        fetch(Path.of("/nowhere/x"));

        assertThat(events)
                .contains(new FetchEvent.PassedOver(
                        "dataset-x", "apt-get download -q dataset-x: E: Unable to locate package dataset-x"));
        assertThat(server.requests()).hasSize(1);
    }
}
