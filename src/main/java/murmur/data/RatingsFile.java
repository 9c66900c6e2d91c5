package murmur.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import murmur.BadInput;

/// Reads the lines of MovieLens' `ratings.csv`.
final class RatingsFile {
    private static final String HEADER = "userId,movieId,rating,timestamp";
    private static final Pattern COMMA = Pattern.compile(",");
    private static final int FIELDS = 4;

    /// Numbers travel as float32, which are exact up to here.
    private static final int LARGEST = 1 << 24;

    private static final int HALF_STARS = 10;

    private RatingsFile() {}

    /// One line.
    ///
    /// @param number of the line, from 1
    /// @param movie as the publisher numbers them
    record Line(int number, int user, int movie, int halfStars) {}

    /// All ratings, in the order of the file; blank lines are passed over.
    ///
    /// @throws BadInput naming file and line
    static List<Line> read(Path file) {
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            List<Line> lines = new ArrayList<>();
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                if (number == 1) {
                    String header = text.startsWith("\ufeff") ? text.substring(1) : text;
                    BadInput.unless(header.strip().equals(HEADER), "the header", "be " + HEADER, shown(text));
                } else if (!text.isBlank()) {
                    lines.add(line(number, text));
                }
            }
            BadInput.unless(!lines.isEmpty(), "ratings", "number at least 1", 0);
            return lines;
        } catch (BadInput bad) {
            throw bad.at(file + ":" + Math.max(1, number));
        } catch (CharacterCodingException noText) {
            throw new BadInput(file + ":" + (number + 1) + ": must be text in UTF-8", noText);
        } catch (IOException failure) {
            throw new BadInput(file + ": cannot be read, " + failure.getMessage(), failure);
        }
    }

    private static Line line(int number, String text) {
        List<String> fields =
                Stream.of(COMMA.split(text, -1)).map(String::strip).toList();
        BadInput.unless(
                fields.size() == FIELDS, "a line", "have " + FIELDS + " fields, " + HEADER, fields.size() + " fields");
        int user = whole("userId", fields.get(0), 1);
        int movie = whole("movieId", fields.get(1), 0);
        return new Line(number, user, movie, halfStars(fields.get(2)));
    }

    private static int whole(String column, String field, int smallest) {
        try {
            int value = Integer.parseInt(field);
            BadInput.unless(value >= smallest && value <= LARGEST, column, "be in " + smallest + "…" + LARGEST, value);
            return value;
        } catch (NumberFormatException noNumber) {
            throw BadInput.must(column, "be a whole number", shown(field));
        }
    }

    private static int halfStars(String field) {
        try {
            double twice = 2 * Double.parseDouble(field);
            if (twice >= 1 && twice <= HALF_STARS && twice == Math.rint(twice)) {
                return (int) twice;
            }
        } catch (NumberFormatException noNumber) {
            throw BadInput.must("rating", "be one of 0.5, 1, 1.5, … 5", shown(field));
        }
        throw BadInput.must("rating", "be one of 0.5, 1, 1.5, … 5", shown(field));
    }

    private static String shown(String text) {
        return text.length() <= 60 ? '"' + text + '"' : '"' + text.substring(0, 60) + "…\"";
    }
}
