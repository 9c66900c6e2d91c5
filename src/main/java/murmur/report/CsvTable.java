package murmur.report;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import murmur.BadInput;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/// A table with a line of names, as runs and attacks leave them.
final class CsvTable {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setAllowMissingColumnNames(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY)
            .get();

    private final Path file;
    private final List<String> columns;
    private final List<CSVRecord> records;

    /// @throws BadInput when it is no table
    CsvTable(Path file) {
        this.file = file;
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser parser = FORMAT.parse(reader)) {
            columns = parser.getHeaderNames();
            records = parser.getRecords();
        } catch (IllegalArgumentException | UncheckedIOException wrong) {
            throw BadInput.must(file.toString(), "be a table of comma-separated values", "not (" + wrong + ")");
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
    }

    Stream<Row> rows() {
        return records.stream().map(fields -> new Row(this, fields));
    }

    /// One line of the table.
    record Row(CsvTable table, CSVRecord fields) {
        List<String> columns() {
            return table.columns;
        }

        /// @throws BadInput when there is no such column, or the line is too short
        String text(String column) {
            if (!fields.isSet(column)) {
                throw BadInput.must("the table", "have a column " + column + " in every line", "without")
                        .at(place());
            }
            return fields.get(column);
        }

        int whole(String column) {
            double value = number(column);
            if (value != (int) value) {
                throw BadInput.must(column, "be a whole number", text(column)).at(place());
            }
            return (int) value;
        }

        /// NaN for an empty field; 1 for true and 0 for false, as Python writes them.
        double number(String column) {
            String text = text(column).strip();
            return switch (text) {
                case "", "nan", "None" -> Double.NaN;
                case "True" -> 1;
                case "False" -> 0;
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> parsed(column, text);
            };
        }

        private double parsed(String column, String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException wrong) {
                throw BadInput.must(column, "be a number", "'" + text + "'").at(place());
            }
        }

        private String place() {
            return table.file + ":" + (fields.getRecordNumber() + 1);
        }
    }
}
