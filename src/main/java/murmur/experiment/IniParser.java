package murmur.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import murmur.BadInput;
import org.jspecify.annotations.Nullable;

/// Reads the lines of one `.ini` file, once, from top to bottom.
final class IniParser {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern HEADER = Pattern.compile("\\[([^\\]]+)\\]\\s*([#;].*)?");
    private static final Pattern DELIMITER = Pattern.compile("[=:]");

    private final String file;
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private int number;
    private @Nullable Open open;
    private @Nullable Section section;
    private int indent;

    /// A key whose value may still go on in the lines below.
    private record Open(String key, Origin.Line origin, List<String> lines) {}

    IniParser(String file) {
        this.file = file;
    }

    Ini parse(String text) {
        var unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        for (var line : LINE_END.split(unmarked, -1)) {
            number++;
            accept(line);
        }
        close();
        return new Ini(file, new LinkedHashMap<>(sections));
    }

    private void accept(String line) {
        var content = strip(line);
        if (content.startsWith("#") || content.startsWith(";")) {
            return;
        }
        var lineIndent = content.isEmpty() ? 0 : line.indexOf(content);
        if (open != null && (content.isEmpty() || lineIndent > indent)) {
            open.lines().add(content);
        } else if (!content.isEmpty()) {
            indent = lineIndent;
            close();
            if (content.startsWith("[")) {
                startSection(content);
            } else {
                startKey(content);
            }
        }
    }

    private void startSection(String content) {
        var header = HEADER.matcher(content);
        if (!header.matches()) {
            throw complaint("a section must be a name in brackets", content, "write it as [NAME]");
        }
        var name = header.group(1);
        var earlier = sections.get(name);
        if (earlier != null) {
            throw twice("[" + name + "]", earlier.origin()).cure("put its keys into one section");
        }
        section = new Section(name, here(), new LinkedHashMap<>());
        sections.put(name, section);
    }

    private void startKey(String content) {
        if (section == null) {
            throw complaint("a key must stand in a section", content, "put a line such as [DATASET] above it");
        }
        var delimiter = DELIMITER.matcher(content);
        if (!delimiter.find()) {
            throw complaint("a line must read key = value", content, "indent it if it continues the value above it");
        }
        var key = strip(content.substring(0, delimiter.start())).toLowerCase(Locale.ROOT);
        if (key.isEmpty()) {
            throw complaint("a line must read key = value", content, "write the key before the delimiter");
        }
        var earlier = section.entries().get(key);
        if (earlier != null) {
            throw twice("[" + section.name() + "] " + key, earlier.origin()).cure("remove one of the two");
        }
        var lines = new ArrayList<String>();
        lines.add(strip(content.substring(delimiter.end())));
        open = new Open(key, here(), lines);
    }

    /// Ends the value that was being read: blank lines at its end do not belong to it.
    private void close() {
        if (open != null && section != null) {
            var text = String.join("\n", open.lines()).stripTrailing();
            section = section.with(new Entry(section.name(), open.key(), text, open.origin()));
            sections.put(section.name(), section);
        }
        open = null;
    }

    private Origin.Line here() {
        return new Origin.Line(file, number);
    }

    private BadInput complaint(String rule, String content, String cure) {
        return new BadInput(file + ":" + number + ": " + rule + ", was " + Entry.quote(content)).cure(cure);
    }

    private BadInput twice(String what, Origin earlier) {
        var line = earlier instanceof Origin.Line first ? first.number() : 0;
        return BadInput.must(what, "be given once", "also in line " + line).at(file + ":" + number);
    }

    /// Without the blanks around it, taking for blank what Python does: no-break spaces from web pages, too.
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && blank(text.charAt(start))) {
            start++;
        }
        while (end > start && blank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
