package murmur.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import murmur.BadInput;
import tools.jackson.core.JsonParser;

/// Faces of celebrities, smiling or not (Liu et al., 2015), in LEAF's layout (Caldas et al., 2018): JSON files name the
/// pictures, which are brought to 84 × 84 pixels; values are 0 … 255.
public final class CelebA {
    private static final int SIDE = 84;
    private static final int CLASSES = 2;
    private static final int SUFFIX = 4;

    private CelebA() {}

    /// The training set, one file per celebrity.
    ///
    /// @param images the folder of the pictures
    /// @throws BadInput with the file and what is wrong
    public static SampleSet train(Path folder, Path images) {
        return LeafFolder.train(folder, new Faces(images));
    }

    /// The test set.
    public static Dataset test(Path folder, Path images) {
        return LeafFolder.test(folder, new Faces(images));
    }

    private record Faces(Path images) implements LeafTask<String, Integer> {
        @Override
        public SampleSet.Kind kind() {
            return new SampleSet.Kind(List.of(3, SIDE, SIDE), CLASSES);
        }

        @Override
        public String x(JsonParser json) {
            return LeafFile.text(json, "the name of a picture");
        }

        @Override
        public Integer y(JsonParser json) {
            return LeafFile.label(json);
        }

        @Override
        public void add(String name, Integer label, SampleSet.Builder samples) {
            samples.add(Picture.read(file(name), 3).resized(SIDE, SIDE).divided(1), label);
        }

        /// The files name JPEG pictures; the reference has them converted to PNG.
        private Path file(String name) {
            BadInput.unless(name.length() > SUFFIX, "the name of a picture", "end in .jpg", name);
            Path converted = images.resolve(name.substring(0, name.length() - SUFFIX) + ".png");
            Path original = images.resolve(name);
            if (!Files.exists(converted) && !Files.exists(original)) {
                throw new BadInput(converted + ": no such picture")
                        .cure("set images_dir to the folder of the pictures");
            }
            return Files.exists(converted) ? converted : original;
        }
    }
}
