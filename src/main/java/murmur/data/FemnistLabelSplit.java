package murmur.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import murmur.BadInput;

/// FEMNIST divided among nodes by labels beforehand: a folder with `data_0.npz`, `data_1.npz`, … of NumPy's
/// format, with `x` (n×1×28×28, float32) and `y` (n, int64). The reference's `data_<node>.pt` are of PyTorch's
/// own format, which is not read.
public final class FemnistLabelSplit {
    /// The reference's, always.
    private static final long SEED = 1234;

    private static final int MAGIC_AND_LENGTH = 10;
    private static final int ALIGNMENT = 64;

    private FemnistLabelSplit() {}

    /// All files of `folder`, whose owners they are, in the order of their numbers.
    ///
    /// @throws BadInput naming the file and what is wrong in it
    public static SampleSet train(Path folder) {
        SampleSet.Builder samples = new SampleSet.Builder(new SampleSet.Kind(Femnist.SHAPE, Femnist.CLASSES));
        float[] input = new float[samples.kind().length()];
        int node = 0;
        for (Path file = file(folder, node); Files.exists(file); file = file(folder, ++node)) {
            SampleSet part = Npz.read(file, Femnist.CLASSES);
            BadInput.unless(part.shape().equals(Femnist.SHAPE), file + ": x", "be n×1×28×28", part.shape());
            samples.startOwner(file.getFileName().toString());
            for (int index = 0; index < part.size(); index++) {
                part.read(index, input, 0);
                samples.add(input, part.label(index));
            }
        }
        if (node == 0) {
            throw BadInput.must(folder.toString(), "hold data_0.npz, data_1.npz, …", "without")
                    .cure("make them with murmur data split; files data_<node>.pt must be made anew");
        }
        return samples.build();
    }

    private static Path file(Path folder, int node) {
        return folder.resolve("data_" + node + ".npz");
    }

    /// Divides FEMNIST's training files: sorted by label, then `shards` random pieces for each of `nodes` nodes.
    ///
    /// @param writers the folder of the JSON files, one per writer
    /// @param target where to write; made if need be
    /// @throws BadInput if the data cannot be divided so
    public static void split(Path writers, int nodes, int shards, Path target) throws IOException {
        SampleSet all = Femnist.train(writers);
        List<Shard> parts = new LabelShards(shards, SEED, Fractions.equal()).shards(all, nodes);
        Files.createDirectories(target);
        for (int node = 0; node < nodes; node++) {
            write(parts.get(node), file(target, node));
        }
    }

    private static void write(Dataset part, Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream output = Files.newOutputStream(unfinished);
                ZipOutputStream archive = new ZipOutputStream(new BufferedOutputStream(output, 1 << 16))) {
            float[] input = new float[part.shape().stream().reduce(1, Math::multiplyExact)];
            ByteBuffer sample = ByteBuffer.allocate(Float.BYTES * input.length).order(ByteOrder.LITTLE_ENDIAN);
            archive.putNextEntry(entry("x.npy"));
            archive.write(header("<f4", "(" + part.size() + ", 1, 28, 28)"));
            for (int index = 0; index < part.size(); index++) {
                part.read(index, input, 0);
                sample.asFloatBuffer().put(input);
                archive.write(sample.array());
            }
            archive.putNextEntry(entry("y.npy"));
            archive.write(header("<i8", "(" + part.size() + ",)"));
            ByteBuffer labels = ByteBuffer.allocate(Long.BYTES * part.size()).order(ByteOrder.LITTLE_ENDIAN);
            for (int index = 0; index < part.size(); index++) {
                labels.putLong(part.label(index));
            }
            archive.write(labels.array());
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /// With a fixed time, so that the same data make the same file.
    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        return entry;
    }

    private static byte[] header(String type, String shape) {
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int unpadded = MAGIC_AND_LENGTH + text.length() + 1;
        byte[] padded =
                (text + " ".repeat(Math.floorMod(-unpadded, ALIGNMENT)) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(MAGIC_AND_LENGTH + padded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) padded.length)
                .put(padded)
                .array();
    }
}
