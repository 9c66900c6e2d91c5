package murmur.report.figure;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/// Numbers by row and column as colours, the first row on top.
///
/// @param across what columns are
/// @param down what rows are
/// @param rows of equal length, with the numbers of rows
public record MatrixChart(
        String name, String title, String caption, String across, String down, List<List<Double>> rows)
        implements Chart {
    private static final int SIDE = 560;

    /// From small to large: dark to light, in the manner of *cividis*.
    private static final Color[] RANGE = {
        new Color(0x0b2f66), new Color(0x35507a), new Color(0x7f8a86), new Color(0xd2c66b), new Color(0xfbe64a)
    };

    public MatrixChart {
        rows = List.copyOf(rows);
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
        StringBuilder out = new StringBuilder(LineChart.quoted(down) + "," + LineChart.quoted(across) + ",value\n");
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                out.append(row).append(',').append(column).append(',');
                out.append(LineChart.number(rows.get(row).get(column))).append('\n');
            }
        }
        return out.toString();
    }

    private HeatMapChart drawn() {
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(SIDE)
                .height(SIDE)
                .xAxisTitle(across)
                .yAxisTitle(down)
                .build();
        Style.apply(chart.getStyler());
        chart.getStyler().setRangeColors(RANGE.clone());
        chart.getStyler().setPlotContentSize(1);
        chart.getStyler().setShowValue(false);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisMaxLabelCount(16);
        List<Number[]> cells = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                // The lowest row of the map is its first.
                cells.add(new Number[] {
                    column, rows.size() - 1 - row, rows.get(row).get(column)
                });
            }
        }
        List<Integer> columns =
                IntStream.range(0, rows.getFirst().size()).boxed().toList();
        List<Integer> fromBelow = IntStream.range(0, rows.size())
                .mapToObj(row -> rows.size() - 1 - row)
                .toList();
        chart.addSeries(title, columns, fromBelow, cells);
        return chart;
    }
}
