package murmur.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import murmur.BadInput;

/// Pictures in a folder per class, PNG or JPEG, values scaled to 0 … 1. Classes and pictures stand in the order
/// of their names.
///
/// @param classes the names of the classes
/// @param shape channels, height and width, to which every picture is brought
public record ImageFolder(List<String> classes, List<Integer> shape) {
    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");

    public ImageFolder {
        classes = List.copyOf(classes);
        shape = List.copyOf(shape);
    }

    /// The classes that `folder` has, and the shape of the first picture in it, with 3 channels if that is coloured and
    /// 1 if it is grey.
    ///
    /// @throws BadInput if there are none
    public static ImageFolder of(Path folder) {
        List<String> classes = classes(folder);
        Path first = pictures(folder.resolve(classes.getFirst())).getFirst();
        int channels = Picture.channels(first);
        Picture picture = Picture.read(first, channels);
        return new ImageFolder(classes, List.of(channels, picture.height(), picture.width()));
    }

    /// The same with pictures of another size.
    public ImageFolder resized(int height, int width) {
        return new ImageFolder(classes, List.of(shape.getFirst(), height, width));
    }

    /// All pictures of `folder`, which may lack classes, but have no others.
    ///
    /// @throws BadInput naming the folder of an unknown class, or the file that is no picture
    public SampleSet read(Path folder) {
        SampleSet.Builder samples = new SampleSet.Builder(new SampleSet.Kind(shape, classes.size()));
        samples.startOwner(folder.toString());
        for (String name : classes(folder)) {
            int label = classes.indexOf(name);
            BadInput.unless(label >= 0, folder.resolve(name).toString(), "be one of the classes " + classes, name);
            for (Path file : pictures(folder.resolve(name))) {
                Picture picture = Picture.read(file, shape.getFirst()).resized(shape.get(1), shape.get(2));
                samples.add(picture.divided(255), label);
            }
        }
        return samples.build();
    }

    private static List<String> classes(Path folder) {
        List<String> classes = entries(folder)
                .filter(Files::isDirectory)
                .map(path -> path.getFileName().toString())
                .toList();
        BadInput.unless(!classes.isEmpty(), folder.toString(), "hold a folder per class", "without any");
        return classes;
    }

    private static List<Path> pictures(Path folder) {
        List<Path> pictures = entries(folder).filter(ImageFolder::isPicture).toList();
        BadInput.unless(!pictures.isEmpty(), folder.toString(), "hold pictures " + ENDINGS, "without any");
        return pictures;
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static Stream<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> !path.getFileName().toString().startsWith(".")).sorted().toList().stream();
        } catch (IOException failure) {
            throw new BadInput(folder + ": cannot be read as a folder: " + failure.getMessage(), failure);
        }
    }
}
