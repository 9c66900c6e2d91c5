package murmur.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.report.figure.Chart;
import murmur.report.figure.Page;
import murmur.report.figure.Report;
import murmur.report.study.Aggregates;

/// Where a report goes: `index.html`, `aggregates.csv`, and every figure as `.svg`, `.pdf` and `.csv`.
public record ReportFolder(Path path) {
    private static final String PAGE = "index.html";
    private static final String NUMBERS = "aggregates.csv";

    /// @param force whether a report that is there may be replaced
    /// @throws BadInput if the folder holds something else, or a report that may not be replaced
    public static ReportFolder at(Path path, boolean force) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw BadInput.must("the report", "go to a folder", path).at("--output");
        }
        if (Files.exists(path.resolve(PAGE)) && !force) {
            throw BadInput.must("the report", "be new", path.resolve(PAGE) + ", which exists")
                    .at("--output")
                    .cure("choose another folder, or replace the report with --force");
        }
        if (!Files.exists(path.resolve(PAGE)) && holdsAnything(path)) {
            throw BadInput.must("the folder of the report", "be empty, or new", path)
                    .at("--output")
                    .cure("choose another one");
        }
        return new ReportFolder(path);
    }

    private static boolean holdsAnything(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isPresent();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + path, failure);
        }
    }

    /// @return the page
    public Path write(Report report) {
        try {
            Files.createDirectories(path);
        } catch (IOException refused) {
            throw BadInput.must("the report", "be in a folder that can be written to", path)
                    .at("--output");
        }
        for (Chart chart : report.charts()) {
            ResultFolder.replace(path.resolve(chart.name() + ".svg"), chart.svg());
            ResultFolder.replace(path.resolve(chart.name() + ".pdf"), chart.pdf());
            ResultFolder.replace(
                    path.resolve(chart.name() + ".csv"), chart.csv().getBytes(StandardCharsets.UTF_8));
        }
        byte[] numbers = new Aggregates(report.study()).csv().getBytes(StandardCharsets.UTF_8);
        ResultFolder.replace(path.resolve(NUMBERS), numbers);
        ResultFolder.replace(path.resolve(PAGE), new Page(report).html());
        return path.resolve(PAGE);
    }
}
