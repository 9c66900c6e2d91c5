package murmur.data.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import murmur.data.catalogue.Supply.Packing;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    private static final byte[] TEXT = "text".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private Path zip(String... names) throws IOException {
        Path file = folder.resolve("a.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(TEXT);
            }
        }
        return file;
    }

    private Path tar(TarArchiveEntry entry) throws IOException {
        Path file = folder.resolve("a.tar.gz");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            if (entry.isFile()) {
                entry.setSize(TEXT.length);
            }
            tar.putArchiveEntry(entry);
            if (entry.getSize() > 0) {
                tar.write(TEXT);
            }
            tar.closeArchiveEntry();
        }
        return file;
    }

    private Path inner() {
        return folder.resolve("inner/target");
    }

    @Test
    void foldersAndFilesAreUnpacked() throws IOException {
        Archive.unpack(zip("a/b/c.txt", "d.txt"), Packing.ZIP, inner());
        Archive.unpack(tar(new TarArchiveEntry("t/e.txt")), Packing.TAR_GZ, inner());

        assertThat(inner().resolve("a/b/c.txt")).hasContent("text");
        assertThat(inner().resolve("d.txt")).hasContent("text");
        assertThat(inner().resolve("t/e.txt")).hasContent("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "a/../evil", "/tmp/evil", "../target-beside/evil"})
    void namesThatLeadOutAreRefused(String name) throws IOException {
        Path zip = zip(name);
        Path tar = tar(new TarArchiveEntry(name, true));

        assertThatThrownBy(() -> Archive.unpack(zip, Packing.ZIP, inner()))
                .isInstanceOf(FetchFailure.class)
                .hasMessageContaining(zip + ": entry '" + name + "' leads out of the archive");
        assertThatThrownBy(() -> Archive.unpack(tar, Packing.TAR_GZ, inner()))
                .isInstanceOf(FetchFailure.class)
                .hasMessageContaining("leads out of the archive");
        assertThat(folder.resolve("inner/evil")).doesNotExist();
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(inner()).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_FIFO})
    void linksAndDevicesAreRefused(byte type) throws IOException {
        TarArchiveEntry link = new TarArchiveEntry("link", type);
        link.setLinkName("/etc/passwd");
        Path tar = tar(link);

        assertThatThrownBy(() -> Archive.unpack(tar, Packing.TAR_GZ, inner()))
                .isInstanceOf(FetchFailure.class)
                .hasMessageContaining("entry 'link' is neither a file nor a folder");
    }

    @Test
    void truncatedArchivesAndOtherFilesAreRefused() throws IOException {
        for (Packing packing : new Packing[] {Packing.ZIP, Packing.TAR_GZ}) {
            Path whole = packing == Packing.ZIP ? zip("a") : tar(new TarArchiveEntry("a"));
            byte[] bytes = Files.readAllBytes(whole);
            for (int length : new int[] {0, 10, 35}) {
                Files.write(whole, Arrays.copyOf(bytes, length));
                assertThatThrownBy(() -> Archive.unpack(whole, packing, inner()))
                        .as("%s of %d bytes", packing, length)
                        .isInstanceOf(FetchFailure.class)
                        .hasMessageContaining(whole.toString());
            }
        }
    }
}
