package murmur.report.picture;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// Draws with a pen of Java 2D, on a bitmap or on the page of a PDF.
final class PenCanvas implements Canvas {
    /// Dots of a bitmap to a pixel, so that it stays sharp in print.
    private static final int SCALE = 2;

    private static final double BELOW_MIDDLE = 0.35;

    private final Graphics2D pen;
    private final Supplier<byte[]> end;

    private PenCanvas(Graphics2D pen, Supplier<byte[]> end) {
        this.pen = pen;
        this.end = end;
    }

    static PenCanvas png(int width, int height) {
        BufferedImage image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.scale(SCALE, SCALE);
        return new PenCanvas(pen, () -> png(image));
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /// A page of that size, a pixel being a point.
    static PenCanvas pdf(int width, int height) {
        try {
            PDDocument document = new PDDocument();
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            PdfBoxGraphics2D pen = new PdfBoxGraphics2D(document, width, height);
            return new PenCanvas(pen, () -> pdf(document, page, pen));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] pdf(PDDocument document, PDPage page, PdfBoxGraphics2D pen) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (document) {
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(pen.getXFormObject());
            }
            document.save(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    @Override
    public void group(String name) {
        // Groups are for programs that read SVG.
    }

    @Override
    public void curve(Curve curve, double width, String colour) {
        Point from = curve.from();
        Point bend = curve.bend();
        Point to = curve.to();
        pen.setColor(Color.decode(colour));
        pen.setStroke(new BasicStroke((float) width));
        pen.draw(new QuadCurve2D.Double(from.x(), from.y(), bend.x(), bend.y(), to.x(), to.y()));
    }

    @Override
    public void bar(Point corner, double width, double height, String colour) {
        pen.setColor(Color.decode(colour));
        pen.fill(new Rectangle2D.Double(corner.x(), corner.y(), width, height));
    }

    @Override
    public void disc(Point centre, double radius, String colour, String note) {
        Ellipse2D disc = new Ellipse2D.Double(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius);
        pen.setColor(Color.decode(colour));
        pen.fill(disc);
        pen.setColor(Color.WHITE);
        pen.setStroke(new BasicStroke((float) EDGE_OF_DISC));
        pen.draw(disc);
    }

    @Override
    public void text(Point middle, double size, String colour, String text) {
        pen.setFont(font(size));
        Rectangle2D bounds = pen.getFontMetrics().getStringBounds(text, pen);
        textFrom(middle.plus(-bounds.getWidth() / 2, 0), size, colour, text);
    }

    @Override
    public void textFrom(Point start, double size, String colour, String text) {
        pen.setFont(font(size));
        pen.setColor(Color.decode(colour));
        pen.drawString(text, (float) start.x(), (float) (start.y() + BELOW_MIDDLE * size));
    }

    private static Font font(double size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size);
    }

    @Override
    public byte[] finish() {
        pen.dispose();
        return end.get();
    }
}
