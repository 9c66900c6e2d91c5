package murmur.launch.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import murmur.BadInput;
import org.jspecify.annotations.Nullable;

/// A list of machines to launch to, one a line: `[user@]host [address=IP] [nodes=N]`. What follows `#` is a comment.
public final class HostsFile {
    private HostsFile() {}

    /// @param host as `ssh` knows it
    /// @param address by which the others reach it; blank: to be found out
    /// @param nodes how many it gets; 0: its share
    public record Line(String host, String address, int nodes) {}

    /// @throws BadInput naming file and line
    public static List<Line> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw BadInput.must("--hosts", "be a text file that can be read", file)
                    .cure("write one host a line: [user@]host [address=IP] [nodes=N]");
        }
        List<Line> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
            if (!text.isEmpty()) {
                found.add(parse(text, file + ":" + (i + 1)));
            }
        }
        if (found.isEmpty()) {
            throw BadInput.must(file.toString(), "name a host", "without any")
                    .cure("write one a line: [user@]host [address=IP] [nodes=N]");
        }
        return found;
    }

    private static Line parse(String text, String place) {
        String[] words = text.split("\\s+", -1);
        if (words[0].startsWith("-") || words[0].contains("=")) {
            throw BadInput.must("a host", "be called [user@]host", words[0]).at(place);
        }
        String address = "";
        int nodes = 0;
        for (int i = 1; i < words.length; i++) {
            @Nullable String value = words[i].contains("=") ? words[i].substring(words[i].indexOf('=') + 1) : null;
            if (words[i].startsWith("address=") && value != null && value.matches("[0-9a-zA-Z.:_-]+")) {
                address = value;
            } else if (words[i].startsWith("nodes=") && value != null && value.matches("[1-9]\\d{0,6}")) {
                nodes = Integer.parseInt(value);
            } else {
                throw BadInput.must("what follows a host", "be address=IP or nodes=N", words[i])
                        .at(place);
            }
        }
        return new Line(words[0], address, nodes);
    }
}
