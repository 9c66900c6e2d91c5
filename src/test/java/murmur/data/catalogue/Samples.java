package murmur.data.catalogue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import murmur.data.catalogue.KnownDataset.About;
import murmur.data.catalogue.Supply.Download;
import murmur.data.catalogue.Supply.Packing;
import murmur.data.catalogue.Supply.Published;

/// Data sets for tests, and what is in them.
final class Samples {
    static final Patience IMPATIENT =
            new Patience(Duration.ofSeconds(5), Duration.ofMillis(500), 4, Duration.ofMillis(1));

    private Samples() {}

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / 251);
        }
        return bytes;
    }

    static Checksum md5(byte[] content) {
        try {
            return new Checksum("MD5", "").of(new ByteArrayInputStream(content));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// A data set of one file `x.bin`, as it is.
    static KnownDataset oneFile(URI address, byte[] content) {
        Expected file = new ExpectedFile("x.bin", OptionalLong.empty(), Optional.of(md5(content)));
        Download download = new Download(address, content.length, Optional.of(md5(content)), Packing.KEPT, "");
        return dataset(file, download);
    }

    static KnownDataset dataset(Expected file, Download download) {
        return new KnownDataset(
                "sample",
                "Sample",
                new About("a sample", "none", URI.create("http://127.0.0.1/")),
                "X",
                List.of(List.of(file)),
                new Published(List.of(download), Optional.empty()),
                folder -> {});
    }
}
