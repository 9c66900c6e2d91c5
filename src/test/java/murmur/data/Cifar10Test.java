package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import murmur.BadInput;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Cifar10Test {
    private static final String PICKLES = "cifar-10-batches-py";
    private static final String BINARY = "cifar-10-batches-bin";

    @TempDir
    Path folder;

    @Test
    void picklesAndBinaryBatchesAndTheirArchivesHoldTheSameImages() throws IOException {
        CifarMini.unpack(CifarMini.files(PICKLES), folder);
        CifarMini.unpack(CifarMini.files(BINARY), folder);

        TrainTest pickles = Cifar10.load(folder.resolve(PICKLES));
        TrainTest binary = Cifar10.load(folder.resolve(BINARY));
        TrainTest archive = Cifar10.load(CifarMini.ARCHIVE);

        assertThat(pickles.train().size()).isEqualTo(2000);
        assertThat(pickles.test().size()).isEqualTo(500);
        assertThat(pickles.train().shape()).containsExactly(3, 32, 32);
        assertThat(pickles.train().classes()).isEqualTo(10);
        for (TrainTest other : new TrainTest[] {binary, archive, Cifar10.load(folder)}) {
            assertThat(Datasets.equal(pickles.train(), other.train())).isTrue();
            assertThat(Datasets.equal(pickles.test(), other.test())).isTrue();
        }
    }

    @Test
    void imagesComeInTheOrderOfTheBatchesNotOfTheArchive() throws IOException {
        Dataset train = Cifar10.train(CifarMini.ARCHIVE);

        for (int batch = 1; batch <= 5; batch++) {
            byte[] file = CifarMini.file(BINARY + "/data_batch_" + batch + ".bin");
            assertThat(train.label((batch - 1) * 400)).isEqualTo(file[0]);
            assertThat(train.label(batch * 400 - 1)).isEqualTo(file[399 * 3073]);
            float[] last = Datasets.image(train, batch * 400 - 1);
            assertThat(last[3071]).isEqualTo(Cifar10.values()[file[400 * 3073 - 1] & 0xff]);
        }
    }

    /// Float32 results of torchvision's ToTensor and Normalize, as bit patterns.
    @Test
    void bytesBecomeTheFloatsOfTheReference() {
        float[] values = Cifar10.values();

        assertThat(values[0]).isEqualTo(-1f);
        assertThat(values[255]).isEqualTo(1f);
        assertThat(Float.floatToIntBits(values[1])).isEqualTo(0xbf7dfdfe);
        assertThat(Float.floatToIntBits(values[127])).isEqualTo(0xbb808080);
        assertThat(Float.floatToIntBits(values[200])).isEqualTo(0x3f119192);
    }

    @Test
    void archivesOfOneLayoutAreFoundInAFolderByTheirNames() throws IOException {
        CifarMini.pack(CifarMini.files(BINARY + "/test"), folder.resolve("my-cifar.tar.gz"));
        Dataset onlyOne = Cifar10.test(folder);
        CifarMini.pack(CifarMini.files(PICKLES + "/test"), folder.resolve("cifar-10-python.tar.gz"));

        assertThat(Datasets.equal(onlyOne, Cifar10.test(folder))).isTrue();
    }

    @Test
    void picklesWinWhereverTheyStandInTheArchive() throws IOException {
        for (String binary : new String[] {"a/test_batch.bin", "z/test_batch.bin"}) {
            Map<String, byte[]> files = CifarMini.files(PICKLES + "/test");
            files.put(binary, new byte[7]);
            Path archive = CifarMini.pack(files, folder.resolve("x.tar.gz"));

            assertThat(Cifar10.test(archive).size()).isEqualTo(500);
        }
    }

    @Test
    void archivesThatCannotBeToldApartAreRefused() throws IOException {
        CifarMini.pack(CifarMini.files(BINARY + "/test"), folder.resolve("a-cifar.tar.gz"));
        Files.copy(folder.resolve("a-cifar.tar.gz"), folder.resolve("b-cifar.tar.gz"));

        refused(() -> Cifar10.test(folder)).hasMessageContaining("holds more than one archive: [");
    }

    @Test
    void thePlaceItselfMustHoldTheData() {
        refused(() -> Cifar10.train(folder.resolve("absent")))
                .hasMessageContaining("absent: no such folder or file; give the folder cifar-10-batches-py");
        refused(() -> Cifar10.train(folder)).hasMessageContaining(folder + ": holds no CIFAR-10 batches; give the");
    }

    @Test
    void aMissingBatchIsNamed() throws IOException {
        Map<String, byte[]> files = CifarMini.files(BINARY);
        files.remove(BINARY + "/data_batch_3.bin");
        CifarMini.unpack(files, folder);
        Path archive = CifarMini.pack(files, folder.resolve("x.tar.gz"));

        refused(() -> Cifar10.train(folder))
                .hasMessageContaining(
                        folder.resolve(BINARY).resolve("data_batch_3.bin") + ": this batch file is missing")
                .hasMessageContaining("; fetch the file anew");
        refused(() -> Cifar10.train(archive))
                .hasMessageContaining("x.tar.gz, data_batch_3.bin: this batch file is missing");
        assertThat(Cifar10.test(folder).size()).isEqualTo(500);
    }

    @Test
    void aBatchTwiceInOneArchiveIsRefused() throws IOException {
        Map<String, byte[]> files = CifarMini.files(BINARY + "/test");
        files.put("other/test_batch.bin", CifarMini.file(BINARY + "/test_batch.bin"));
        Path archive = CifarMini.pack(files, folder.resolve("x.tar.gz"));

        refused(() -> Cifar10.test(archive))
                .hasMessageContaining("other/test_batch.bin: this batch file is there twice");
    }

    @Test
    void aTruncatedBinaryBatchIsRefusedWithThePosition() throws IOException {
        byte[] whole = CifarMini.file(BINARY + "/test_batch.bin");

        refused(() -> testBatch("test_batch.bin", Arrays.copyOf(whole, 3073 * 7 + 5)))
                .hasMessageContaining(
                        "test_batch.bin, image 7 (byte 21511): length must be a positive multiple of 3073")
                .hasMessageContaining("was 21516; fetch the file anew");
        refused(() -> testBatch("test_batch.bin", new byte[0])).hasMessageContaining("was 0");
    }

    @Test
    void aWrongLabelIsRefusedWithItsImage() throws IOException {
        byte[] wrong = CifarMini.file(BINARY + "/test_batch.bin");
        wrong[17 * 3073] = 10;

        refused(() -> testBatch("test_batch.bin", wrong))
                .hasMessageContaining("test_batch.bin: the label of image 17 must be between 0 and 9, was 10");
    }

    @Test
    void aTruncatedArchiveIsRefusedWhereverItEnds() throws IOException {
        byte[] whole = Files.readAllBytes(CifarMini.ARCHIVE);
        Path archive = folder.resolve("cut.tar.gz");
        for (int length : new int[] {0, 5, whole.length / 2, whole.length - 4}) {
            Files.write(archive, Arrays.copyOf(whole, length));
            refused(() -> Cifar10.load(archive))
                    .hasMessageContaining("cut.tar.gz, at ")
                    .hasMessageContaining("must be a whole .tar.gz")
                    .hasMessageContaining("; fetch the file anew");
        }
    }

    @Test
    void otherFilesAreNotArchivesOfImages() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no images here");
        Path archive = CifarMini.pack(new TreeMap<>(Map.of("a/readme", new byte[9])), folder.resolve("other.tar.gz"));

        refused(() -> Cifar10.load(text)).hasMessageContaining("notes.txt, at its start: must be a whole .tar.gz");
        refused(() -> Cifar10.load(archive)).hasMessageContaining("other.tar.gz: holds no CIFAR-10 batches");
    }

    private Dataset testBatch(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
        return Cifar10.test(folder);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable reading) {
        return assertThatThrownBy(reading).isInstanceOf(BadInput.class);
    }
}
