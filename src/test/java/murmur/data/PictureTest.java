package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import murmur.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureTest {
    @TempDir
    private Path folder;

    private Path picture(String name, int type, int width, int... rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, rgb.length / width, type);
        for (int i = 0; i < rgb.length; i++) {
            if (type == BufferedImage.TYPE_BYTE_GRAY) {
                image.getRaster().setSample(i % width, i / width, 0, rgb[i]);
            } else {
                image.setRGB(i % width, i / width, rgb[i]);
            }
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private Path coloured(String name, int... rgb) throws IOException {
        return picture(name, BufferedImage.TYPE_INT_RGB, 2, rgb);
    }

    @Test
    void channelsStandOneAfterTheOther() throws IOException {
        Path file = coloured("a.png", 0x010203, 0x040506);

        assertThat(Picture.read(file, 3).divided(1)).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(Picture.channels(file)).isEqualTo(3);
    }

    @Test
    void greyValuesAreThoseOfTheFile() throws IOException {
        Path file = picture("a.png", BufferedImage.TYPE_BYTE_GRAY, 3, 0, 100, 255);

        assertThat(Picture.channels(file)).isEqualTo(1);
        assertThat(Picture.read(file, 1).divided(1)).containsExactly(0, 100, 255);
        assertThat(Picture.read(file, 3).divided(1)).containsExactly(0, 100, 255, 0, 100, 255, 0, 100, 255);
    }

    /// Weights of 4 → 2: cubic convolution at distances ¼, ¼, ¾, 1¼, over their sum 1.890625.
    @Test
    void shrinkingWeighsByCubicConvolution() throws IOException {
        Path file = picture("a.png", BufferedImage.TYPE_BYTE_GRAY, 4, 255, 0, 0, 0);
        Path flat = picture("b.png", BufferedImage.TYPE_BYTE_GRAY, 3, 77, 77, 77, 77, 77, 77);

        assertThat(Picture.read(file, 1).resized(1, 2).divided(1)).containsExactly(117, 0);
        assertThat(Picture.read(flat, 1).resized(5, 7).divided(1)).hasSize(35).containsOnly(77);
    }

    @Test
    void facesComeFromTheImagesTheFilesName() throws IOException {
        Path images = folder.resolve("images");
        coloured("images/000001.png", 0xff0000, 0xff0000, 0xff0000, 0xff0000);
        LeafFiles.write(folder.resolve("json/1.json"), new LeafFiles.User("1", "[\"000001.jpg\"]", "[1]"));

        SampleSet faces = CelebA.train(folder.resolve("json"), images);

        assertThat(faces.shape()).containsExactly(3, 84, 84);
        assertThat(Datasets.image(faces, 0)).startsWith(255, 255).endsWith(0, 0);
        assertThat(faces.label(0)).isOne();
        Files.write(images.resolve("000001.png"), new byte[0]);
        assertThatThrownBy(() -> CelebA.test(folder.resolve("json"), images))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("1.json, byte ")
                .hasMessageContaining("user 1: sample 0")
                .hasMessageContaining("000001.png must be a picture, was an empty file");
        Files.delete(images.resolve("000001.png"));
        assertThatThrownBy(() -> CelebA.test(folder.resolve("json"), images))
                .hasMessageContaining("no such picture; set images_dir");
    }

    @Test
    void foldersAreClasses() throws IOException {
        coloured("train/dog/1.png", 0x330000, 0x330000);
        coloured("train/cat/1.png", 0xff0000, 0x00ff00);
        coloured("train/cat/2.PNG", 0, 0);
        coloured("test/dog/9.png", 0, 0);
        Files.writeString(folder.resolve("train/cat/notes.txt"), "");

        ImageFolder found = ImageFolder.of(folder.resolve("train"));
        SampleSet train = found.read(folder.resolve("train"));

        assertThat(found).isEqualTo(new ImageFolder(List.of("cat", "dog"), List.of(3, 1, 2)));
        assertThat(Datasets.labels(train)).containsExactly(0, 0, 1);
        assertThat(Datasets.image(train, 2)).startsWith(0.2f, 0.2f, 0);
        assertThat(Datasets.labels(found.read(folder.resolve("test")))).containsExactly(1);
        assertThat(found.resized(4, 4).read(folder.resolve("test")).shape()).containsExactly(3, 4, 4);
    }

    @Test
    void unknownClassesAndBrokenPicturesAreRefused() throws IOException {
        Path whole = coloured("train/cat/1.png", 0xff0000, 0x00ff00);
        coloured("test/cow/1.png", 0, 0);
        ImageFolder found = ImageFolder.of(folder.resolve("train"));

        assertThatThrownBy(() -> found.read(folder.resolve("test")))
                .hasMessageContaining("cow must be one of the classes [cat], was cow");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> found.read(folder.resolve("train")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("1.png");
        Files.writeString(whole, "text");
        assertThatThrownBy(() -> found.read(folder.resolve("train"))).hasMessageContaining("1.png must be a picture");
        Files.write(whole, new byte[0]);
        assertThatThrownBy(() -> found.read(folder.resolve("train")))
                .hasMessageContaining("1.png must be a picture, was an empty file");
        assertThatThrownBy(() -> ImageFolder.of(folder.resolve("nowhere"))).hasMessageContaining("cannot be read");
    }
}
