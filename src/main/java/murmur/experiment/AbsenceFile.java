package murmur.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import murmur.BadInput;
import murmur.node.Absences;

/// Reads recorded [Absences] from a table of comma-separated values with the header `node,from,to`.
final class AbsenceFile {
    private static final String HEADER = "node,from,to";

    private final Path file;
    private final int nodes;

    private AbsenceFile(Path file, int nodes) {
        this.file = file;
        this.nodes = nodes;
    }

    /// Blank lines and lines starting with `#` are passed over.
    ///
    /// @param nodes how many nodes the run has
    /// @throws BadInput naming file and line of whatever cannot be used
    static Absences read(Path file, int nodes) {
        return new AbsenceFile(file, nodes).parsed();
    }

    private Absences parsed() {
        List<Absences.Period> periods = new ArrayList<>();
        boolean started = false;
        int number = 0;
        for (String line : lines()) {
            number++;
            String row = line.strip();
            if (row.isEmpty() || row.startsWith("#")) {
                continue;
            }
            if (started) {
                periods.add(period(row, number));
            } else if (!row.replace(" ", "").equals(HEADER)) {
                throw refusal("the first line", "be the header " + HEADER, row, number);
            }
            started = true;
        }
        return new Absences(periods);
    }

    private Absences.Period period(String row, int line) {
        String[] cells = row.split(",", -1);
        if (cells.length != 3) {
            throw refusal("a row", "have the 3 values " + HEADER, row, line);
        }
        int node = whole("node", cells[0], line);
        if (node >= nodes) {
            throw refusal("node", "be 0 … " + (nodes - 1), cells[0].strip(), line);
        }
        int from = whole("from", cells[1], line);
        int to = whole("to", cells[2], line);
        try {
            return new Absences.Period(node, from, to);
        } catch (BadInput wrong) {
            throw wrong.at(file + ":" + line);
        }
    }

    private int whole(String what, String cell, int line) {
        try {
            return Integer.parseInt(cell.strip());
        } catch (NumberFormatException other) {
            throw refusal(what, "be a whole number", cell.strip(), line);
        }
    }

    private BadInput refusal(String what, String condition, String was, int line) {
        return BadInput.must(what, condition, "'" + was + "'").at(file + ":" + line);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new BadInput("the file of absences must exist, was not found", missing)
                    .at(file.toString())
                    .cure("check the path; a relative one starts at the configuration");
        } catch (IOException unreadable) {
            throw new BadInput("the file of absences must be readable text, was not", unreadable).at(file.toString());
        }
    }
}
