package murmur.experiment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import murmur.BadInput;

/// An `.ini` file as text: ordered sections of ordered entries. It knows no section and no key; [Sections] reads it.
///
/// The rules are those of Python's `configparser` without interpolation, as decentralizepy uses it: section names are
/// case-sensitive, keys are lower-cased, `=` or `:` delimits, values may be blank, a line indented deeper than its key
/// continues the value, and a line starting with `#` or `;` is a comment. A comment *behind* a value is part of the
/// value. Stricter than the reference in one point: a line that starts with `[` must be a section, with nothing but a
/// comment behind its `]`.
///
/// @param name how messages call the file: the path as the user gave it
public record Ini(String name, SequencedMap<String, Section> sections) {
    public Ini {
        sections = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sections));
    }

    /// Reads a UTF-8 file, with or without a byte order mark.
    ///
    /// @throws BadInput if the file cannot be read, is not UTF-8, or breaks a rule of the format
    public static Ini read(Path file) {
        var name = file.toString();
        if (!Files.isRegularFile(file)) {
            throw BadInput.must(name, "be a file", Files.exists(file) ? "a folder" : "missing")
                    .cure("give the path of an .ini file");
        }
        try {
            return parse(decode(Files.readAllBytes(file), name), name);
        } catch (IOException unreadable) {
            throw new BadInput(name + " must be readable, was not: " + unreadable, unreadable);
        }
    }

    /// Parses the text of a file.
    ///
    /// @param name how messages call the text
    /// @throws BadInput if the text breaks a rule of the format; the message names the line
    public static Ini parse(String text, String name) {
        return new IniParser(name).parse(text);
    }

    /// This file with a key set, or added, by an option of the command line; messages about it then name the option.
    ///
    /// @throws BadInput if the value spans several lines
    public Ini with(String section, String key, String value, Origin.Option option) {
        BadInput.unless(value.lines().count() <= 1, option.name(), "be one line", Entry.quote(value));
        var entry = new Entry(section, key.toLowerCase(Locale.ROOT), IniParser.strip(value), option);
        var changed = new LinkedHashMap<>(sections);
        var old = changed.getOrDefault(section, new Section(section, option, new LinkedHashMap<>()));
        changed.put(section, old.with(entry));
        return new Ini(name, changed);
    }

    /// This file without a section; the same where there is none.
    public Ini without(String section) {
        var changed = new LinkedHashMap<>(sections);
        changed.remove(section);
        return new Ini(name, changed);
    }

    /// This file without a key; the same where there is none.
    public Ini without(String section, String key) {
        var changed = new LinkedHashMap<>(sections);
        changed.computeIfPresent(section, (same, old) -> old.without(key));
        return new Ini(name, changed);
    }

    /// The text of a file that parses to the same sections, keys and values; comments are lost.
    public String text() {
        var text = new StringBuilder();
        for (var section : sections.values()) {
            text.append(text.isEmpty() ? "[" : "\n[").append(section.name()).append("]\n\n");
            for (var entry : section.entries().values()) {
                text.append(entry.key()).append(" = ").append(entry.text().replace("\n", "\n    "));
                text.append("\n\n");
            }
        }
        return text.toString();
    }

    private static String decode(byte[] bytes, String name) {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
            var line = 1
                    + IntStream.range(0, in.position())
                            .filter(i -> bytes[i] == '\n')
                            .count();
            throw new BadInput(name + ":" + line + ": the file must be UTF-8 text, was another encoding");
        }
        return out.flip().toString();
    }

    /// All section names, for messages.
    List<String> names() {
        return List.copyOf(sections.keySet());
    }
}
