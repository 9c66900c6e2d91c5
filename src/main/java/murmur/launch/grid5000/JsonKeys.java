package murmur.launch.grid5000;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import murmur.BadInput;
import murmur.Nearest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The keys of one JSON object, with complaints that name file and key, and memory of which were read.
final class JsonKeys {
    private final Path file;
    private final JsonNode object;
    private final Set<String> read = new HashSet<>();

    /// @throws BadInput unless the file holds a JSON object
    JsonKeys(Path file) {
        this.file = file;
        try {
            object = JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (IOException | JacksonException unreadable) {
            String found = Files.exists(file) ? "something else (" + firstLine(unreadable) + ")" : "missing";
            throw BadInput.must(file.toString(), "be a JSON file", found);
        }
        BadInput.unless(object.isObject(), file.toString(), "hold a JSON object", "something else");
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("unreadable");
    }

    private @Nullable JsonNode value(String key) {
        read.add(key);
        return object.get(key);
    }

    boolean has(String key) {
        return value(key) != null;
    }

    /// Text that is not blank.
    String text(String key) {
        return find(key).orElseThrow(() -> missing(key));
    }

    Optional<String> find(String key) {
        JsonNode value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString() || value.asString().isBlank()) {
            throw refusal(key, "be a text");
        }
        return Optional.of(value.asString());
    }

    int whole(String key) {
        if (!has(key)) {
            throw missing(key);
        }
        return whole(key, 0);
    }

    /// A whole number of at least 1.
    int whole(String key, int otherwise) {
        JsonNode value = value(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 1) {
            throw refusal(key, "be a whole number of at least 1");
        }
        return value.asInt();
    }

    /// The reference takes the text `True` for true and all else for false; here all else must say so.
    boolean truth(String key) {
        JsonNode value = value(key);
        if (value == null || value.isBoolean()) {
            return value != null && value.asBoolean();
        }
        String word = value.isString() ? value.asString() : "";
        if (!word.equals("True") && !word.equalsIgnoreCase("false")) {
            throw refusal(key, "be \"True\" or \"False\"");
        }
        return word.equals("True");
    }

    /// A text, or a list of texts; an empty list in a list, which the reference's batches pass on, holds none.
    List<String> texts(String key) {
        JsonNode value = value(key);
        if (value == null || value.isNull()) {
            return List.of();
        }
        List<JsonNode> all = value.isArray() ? value.valueStream().toList() : List.of(value);
        List<JsonNode> given =
                all.stream().filter(each -> !(each.isArray() && each.isEmpty())).toList();
        if (!given.stream().allMatch(JsonNode::isString)) {
            throw refusal(key, "be a text or a list of texts");
        }
        return given.stream().map(JsonNode::asString).toList();
    }

    /// What `making` makes of a text, whose complaints get the name of the file.
    <T> T made(String key, Function<String, T> making) {
        String text = text(key);
        try {
            return making.apply(text);
        } catch (BadInput bad) {
            throw bad.at(file.toString());
        }
    }

    BadInput refusal(String key, String condition) {
        return BadInput.must(key, condition, value(key)).at(file.toString());
    }

    private BadInput missing(String key) {
        String near = Nearest.to(key, object.propertyNames());
        BadInput bad = BadInput.must(key, "be given", "missing").at(file.toString());
        return near == null ? bad : bad.cure("is it meant by \"" + near + "\"?");
    }

    /// Keys that nothing read. The reference ignores them.
    ///
    /// @throws BadInput for one that is nearly the name of a key
    List<String> ignored() {
        List<String> others = object.propertyNames().stream()
                .filter(key -> !read.contains(key))
                .toList();
        for (String other : others) {
            String near = Nearest.to(other, read);
            if (near != null) {
                throw BadInput.must(other, "be a known key", "unknown")
                        .at(file.toString())
                        .cure("did you mean \"" + near + "\"?");
            }
        }
        return others;
    }
}
