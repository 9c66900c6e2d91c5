package murmur.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import murmur.BadInput;

/// A table of comma-separated values with a line of column names. One column is the label, another may say whose a
/// sample is, all others are numbers, the input.
///
/// @param labelColumn its name
/// @param ownerColumn the name of the column of owners, if there is one
/// @param labels the labels that stand for classes 0, 1, …
public record Csv(String labelColumn, Optional<String> ownerColumn, List<String> labels) {
    public Csv {
        labels = List.copyOf(labels);
    }

    /// With the labels of `file`: in the order of numbers if all are numbers, else in that of text.
    ///
    /// @throws BadInput naming file and line of what is wrong
    public static Csv of(Path file, String labelColumn, Optional<String> ownerColumn) {
        List<Row> rows = rows(file);
        int label = column(file, rows.getFirst(), labelColumn);
        SortedSet<String> labels = new TreeSet<>(order(rows, label));
        rows.stream().skip(1).forEach(row -> labels.add(row.fields().get(label)));
        return new Csv(labelColumn, ownerColumn, new ArrayList<>(labels));
    }

    private static Comparator<String> order(List<Row> rows, int label) {
        boolean numbers =
                rows.stream().skip(1).allMatch(row -> row.fields().get(label).matches("[+-]?\\d{1,18}"));
        return numbers ? Comparator.comparing(Long::valueOf) : Comparator.naturalOrder();
    }

    /// All samples of `file`.
    ///
    /// @throws BadInput naming file and line of what is wrong
    public SampleSet read(Path file) {
        List<Row> rows = rows(file);
        Row names = rows.getFirst();
        int label = column(file, names, labelColumn);
        int owner = ownerColumn.map(name -> column(file, names, name)).orElse(-1);
        int features = names.fields().size() - (owner < 0 ? 1 : 2);
        BadInput.unless(features >= 1, file + ", line 1: columns", "hold at least one of numbers", names.fields());
        SampleSet.Builder samples = new SampleSet.Builder(new SampleSet.Kind(List.of(features), labels.size()));
        for (Row row : rows.subList(1, rows.size())) {
            samples.startOwner(owner < 0 ? "all" : row.fields().get(owner));
            try {
                samples.add(
                        row.numbers(names, label, owner), classOf(row.fields().get(label)));
            } catch (BadInput bad) {
                throw bad.at(file + ", line " + row.line());
            }
        }
        return samples.build();
    }

    private int classOf(String label) {
        int index = labels.indexOf(label);
        BadInput.unless(index >= 0, labelColumn, "be a label of the training file, one of " + labels, label);
        return index;
    }

    private static int column(Path file, Row names, String name) {
        int column = names.fields().indexOf(name);
        BadInput.unless(column >= 0, file + ", line 1: the columns", "have one named " + name, names.fields());
        return column;
    }

    private record Row(int line, List<String> fields) {
        float[] numbers(Row names, int label, int owner) {
            float[] numbers = new float[fields.size() - (owner < 0 ? 1 : 2)];
            int next = 0;
            for (int column = 0; column < fields.size(); column++) {
                if (column != label && column != owner) {
                    numbers[next++] = number(names.fields().get(column), fields.get(column));
                }
            }
            return numbers;
        }

        private static float number(String column, String field) {
            try {
                return Float.parseFloat(field);
            } catch (NumberFormatException notOne) {
                throw BadInput.must("column " + column, "be a number", "'" + field + "'");
            }
        }
    }

    private static List<Row> rows(Path file) {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int line = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                if (!text.isBlank()) {
                    rows.add(new Row(line, fields(text, file + ", line " + line)));
                    int fields = rows.getLast().fields().size();
                    int columns = rows.getFirst().fields().size();
                    BadInput.unless(
                            fields == columns, file + ", line " + line + ": fields", "number " + columns, fields);
                }
            }
        } catch (MalformedInputException strange) {
            throw new BadInput(file + ": must be text in UTF-8", strange);
        } catch (IOException failure) {
            throw new BadInput(file + ": cannot be read: " + failure.getMessage(), failure);
        }
        BadInput.unless(rows.size() >= 2, file.toString(), "hold column names and at least one line", rows.size());
        return rows;
    }

    /// Fields may stand in quotes, which are doubled inside; a field ends on its line (RFC 4180 but for that).
    private static List<String> fields(String line, String place) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            boolean escaped = quoted && character == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (escaped) {
                field.append('"');
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(character);
            }
        }
        BadInput.unless(!quoted, place + ": a quoted field", "end on its line", field);
        fields.add(field.toString().strip());
        return fields;
    }
}
