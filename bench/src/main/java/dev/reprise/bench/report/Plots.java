package dev.reprise.bench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/// Draws curves into PNG files of one folder.
///
/// @param prefix of each file's name
/// @param note stands under each title, e.g. that a run was a quick one; empty for none
public record Plots(Path folder, String prefix, String note) {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;

    /// Axes of a plot with their units.
    public record Axes(String x, String y, boolean xLogarithmic) {}

    /// One curve; its points from left to right.
    public record Curve(List<Double> x, List<Double> y) {}

    /// @param curves by the name that the legend gives them
    public void draw(String name, String title, Axes axes, Map<String, Curve> curves) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(note.isEmpty() ? title : title + " – " + note)
                .xAxisTitle(axes.x())
                .yAxisTitle(axes.y())
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setXAxisLogarithmic(axes.xLogarithmic());
        chart.getStyler().setYAxisMin(0.0);
        curves.forEach((legend, curve) -> chart.addSeries(legend, curve.x(), curve.y()));
        BitmapEncoder.saveBitmap(
                chart, folder.resolve(prefix + "-" + name + ".png").toString(), BitmapFormat.PNG);
    }
}
