package murmur.cli;

import java.nio.file.Path;
import java.util.Locale;
import murmur.BadInput;
import murmur.report.ResultFolder;
import murmur.report.picture.Picture;

/// Where a picture goes, and in which format.
record PictureFile(Path path, boolean vector) {
    /// @throws BadInput unless the name says a format and a file can be written there
    static PictureFile of(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".svg") && !name.endsWith(".png")) {
            throw BadInput.must("the picture", "end in .svg or .png", path).at("--picture");
        }
        GraphOptions.checkOutput(path, "--picture", true);
        return new PictureFile(path, name.endsWith(".svg"));
    }

    void write(Picture picture) {
        ResultFolder.replace(path, vector ? picture.svg() : png(picture));
    }

    private static byte[] png(Picture picture) {
        System.setProperty("java.awt.headless", "true");
        try {
            return picture.png();
        } catch (LinkageError | InternalError noFonts) {
            throw new BadInput("this machine has no fonts to write a PNG with (" + noFonts.getMessage() + ")", noFonts)
                    .at("--picture")
                    .cure("use a name that ends in .svg, or install fontconfig and a font");
        }
    }
}
