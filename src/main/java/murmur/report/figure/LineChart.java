package murmur.report.figure;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Curves with bands around them, and the worst nodes as dotted lines.
///
/// @param guide where a grey line goes, such as that of chance; nothing: none
/// @param better whether an arrow says that up and to the left is better
public record LineChart(
        String name, String title, String caption, Axis x, Axis y, List<Curve> curves, List<Mark> guide, boolean better)
        implements Chart {
    private static final int MOST_MARKERS = 30;
    private static final int MOST_LABELS = 12;

    public LineChart {
        curves = List.copyOf(curves);
        guide = List.copyOf(guide);
    }

    /// Without a guide and an arrow.
    LineChart(String name, String title, String caption, Axis x, Axis y, List<Curve> curves) {
        this(name, title, caption, x, y, curves, List.of(), false);
    }

    @Override
    public byte[] svg() {
        return Style.svg(drawn());
    }

    @Override
    public byte[] pdf() {
        return Style.pdf(drawn());
    }

    @Override
    public String csv() {
        StringBuilder out =
                new StringBuilder("series," + quoted(x.label()) + "," + quoted(y.label()) + ",low,high,worst\n");
        for (Curve curve : curves) {
            for (Mark mark : curve.marks()) {
                out.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%s,%s,%s%n",
                        quoted(curve.label()),
                        number(mark.x()),
                        number(mark.y()),
                        number(mark.low()),
                        number(mark.high()),
                        number(mark.worst())));
            }
        }
        return out.toString();
    }

    static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? "" + (long) value : "" + value;
    }

    private XYChart drawn() {
        XYChart chart = new XYChartBuilder()
                .width(Style.WIDTH)
                .height(Style.HEIGHT)
                .xAxisTitle(x.label())
                .yAxisTitle(y.label())
                .build();
        Style.apply(chart.getStyler());
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Line);
        chart.getStyler().setXAxisLogarithmic(x.logarithmic());
        chart.getStyler().setYAxisLogarithmic(y.logarithmic());
        chart.getStyler().setLegendVisible(curves.size() > 1);
        if (!x.logarithmic()) {
            chart.getStyler().setXAxisTickLabelsFormattingFunction(Style::tick);
            chart.getStyler().setXAxisMaxLabelCount(MOST_LABELS);
        }
        if (!y.logarithmic()) {
            chart.getStyler().setYAxisTickLabelsFormattingFunction(Style::tick);
        }
        for (int k = 0; k < curves.size(); k++) {
            band(chart, k);
        }
        guide(chart);
        for (int k = 0; k < curves.size(); k++) {
            line(chart, k);
            worst(chart, k);
        }
        if (better) {
            chart.addAnnotation(new AnnotationText("↖ better", 130, Style.HEIGHT - 40, true));
        }
        return chart;
    }

    private List<Mark> shown(int curve, ToDoubleFunction<Mark> value) {
        return curves.get(curve).marks().stream()
                .filter(mark -> x.canShow(mark.x()) && y.canShow(value.applyAsDouble(mark)))
                .toList();
    }

    private void band(XYChart chart, int curve) {
        List<Mark> marks =
                shown(curve, Mark::low).stream().filter(Mark::hasBand).toList();
        if (marks.size() < 2) {
            return;
        }
        int size = marks.size();
        double[] across = new double[2 * size];
        double[] up = new double[2 * size];
        for (int k = 0; k < size; k++) {
            across[k] = marks.get(k).x();
            up[k] = marks.get(k).high();
            across[2 * size - 1 - k] = marks.get(k).x();
            up[2 * size - 1 - k] = marks.get(k).low();
        }
        XYSeries series = hidden(chart.addSeries("band " + curve, across, up));
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        series.setFillColor(Style.band(curve));
        series.setLineStyle(SeriesLines.NONE);
    }

    private static XYSeries hidden(XYSeries series) {
        series.setMarker(SeriesMarkers.NONE);
        series.setShowInLegend(false);
        return series;
    }

    private void guide(XYChart chart) {
        if (!guide.isEmpty()) {
            XYSeries series = hidden(chart.addSeries("guide", values(guide, Mark::x), values(guide, Mark::y)));
            series.setLineStyle(SeriesLines.DASH_DASH);
            series.setLineColor(Color.GRAY);
            series.setLineWidth(1);
        }
    }

    private void line(XYChart chart, int curve) {
        List<Mark> marks = shown(curve, Mark::y);
        if (marks.isEmpty()) {
            return;
        }
        XYSeries series = chart.addSeries(legend(curve), values(marks, Mark::x), values(marks, Mark::y));
        series.setLineColor(Style.colour(curve));
        series.setMarkerColor(Style.colour(curve));
        series.setMarker(marks.size() <= MOST_MARKERS ? Style.marker(curve) : SeriesMarkers.NONE);
        series.setLineStyle(SeriesLines.SOLID);
        series.setLineWidth(1.8f);
    }

    /// Series have names of their own, even if groups have not.
    private String legend(int curve) {
        String label = curves.get(curve).label();
        long before = curves.stream()
                .limit(curve)
                .filter(other -> other.label().equals(label))
                .count();
        return before == 0 ? label : label + " (" + (before + 1) + ")";
    }

    private void worst(XYChart chart, int curve) {
        List<Mark> marks = shown(curve, Mark::worst);
        if (marks.size() > 1) {
            XYSeries series =
                    hidden(chart.addSeries("worst " + curve, values(marks, Mark::x), values(marks, Mark::worst)));
            series.setLineColor(Style.colour(curve));
            series.setLineStyle(SeriesLines.DOT_DOT);
            series.setLineWidth(1);
        }
    }

    private static double[] values(List<Mark> marks, ToDoubleFunction<Mark> value) {
        return marks.stream().mapToDouble(value).toArray();
    }
}
