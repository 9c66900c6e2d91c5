package murmur.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// What all figures look like.
final class Style {
    static final int WIDTH = 860;
    static final int HEIGHT = 430;

    static final Color INK = new Color(0x333333);
    private static final Color GRID = new Color(0xe4e8ec);

    /// Apart for colour-blind readers, too (M. Okabe and K. Ito, 2008); without their yellow, too light for lines.
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072b2),
            new Color(0xd55e00),
            new Color(0x009e73),
            new Color(0xcc79a7),
            new Color(0xe69f00),
            new Color(0x56b4e9),
            new Color(0x000000));

    /// So that curves stay apart in grey, and where there are more curves than colours.
    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.TRIANGLE_DOWN);

    private static final int BAND_ALPHA = 40;

    private Style() {}

    static Color colour(int curve) {
        return COLOURS.get(curve % COLOURS.size());
    }

    /// Solid, until all colours are taken.
    static BasicStroke line(int curve) {
        return curve < COLOURS.size() ? SeriesLines.SOLID : SeriesLines.DASH_DASH;
    }

    static Color band(int curve) {
        Color line = colour(curve);
        return new Color(line.getRed(), line.getGreen(), line.getBlue(), BAND_ALPHA);
    }

    static Marker marker(int curve) {
        return MARKERS.get(curve % MARKERS.size());
    }

    static void apply(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartFontColor(INK);
        styler.setChartTitleVisible(false);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(0.6f));
        styler.setAxisTickMarksColor(Color.GRAY);
        styler.setAxisTickLabelsColor(INK);
        styler.setAxisTickLabelsFont(font(11));
        styler.setAxisTitleFont(font(13));
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendFont(font(12));
        styler.setMarkerSize(6);
        styler.setAnnotationTextFont(font(14));
        styler.setAnnotationTextFontColor(INK);
    }

    /// With as many decimals as a number needs, five at most, whatever the numbers beside it have.
    static String tick(double value) {
        return BigDecimal.valueOf(value)
                .setScale(5, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    static Font font(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    static byte[] svg(IChart chart) {
        return encoded(chart, "svg");
    }

    static byte[] pdf(IChart chart) {
        return encoded(chart, "pdf");
    }

    private static byte[] encoded(IChart chart, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ChartEncoder.saveChart(chart, out, format);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
