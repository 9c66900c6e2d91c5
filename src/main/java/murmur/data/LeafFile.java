package murmur.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import murmur.BadInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// One JSON file in LEAF's layout (Caldas et al., 2018): `users`, and for each of them `x` and `y` in `user_data`.
/// Whatever else it holds is passed over.
///
/// A file is read as a stream: of a file of any size, only the samples of one user are in memory before they
/// are packed.
final class LeafFile<X, Y> {
    private final Path file;
    private final LeafTask<X, Y> task;
    private final SampleSet.Builder samples;
    private final List<String> users = new ArrayList<>();
    private final SequencedMap<String, Range> ranges = new LinkedHashMap<>();

    /// The samples of one user.
    record Range(int first, int end) {}

    private LeafFile(Path file, LeafTask<X, Y> task, SampleSet.Builder samples) {
        this.file = file;
        this.task = task;
        this.samples = samples;
    }

    /// What a file holds: its users as it lists them, and the samples of each in the order of `user_data`.
    record Contents(List<String> users, SequencedMap<String, Range> ranges) {}

    /// Adds the samples of `file` to `samples`.
    ///
    /// @throws BadInput naming the file, and the byte where it goes wrong
    static <X, Y> Contents read(Path file, LeafTask<X, Y> task, SampleSet.Builder samples) {
        LeafFile<X, Y> reading = new LeafFile<>(file, task, samples);
        reading.read();
        return new Contents(reading.users, reading.ranges);
    }

    private void read() {
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                JsonParser json = JsonMapper.shared().createParser(input)) {
            try {
                parse(json);
            } catch (BadInput bad) {
                throw bad.at(place(json));
            } catch (JacksonException broken) {
                throw new BadInput(place(json) + ": must be whole JSON: " + broken.getOriginalMessage(), broken);
            }
        } catch (IOException failure) {
            throw new BadInput(file + ": cannot be read: " + failure.getMessage(), failure);
        }
    }

    private String place(JsonParser json) {
        return file + ", byte " + Math.max(0, json.currentLocation().getByteOffset());
    }

    private void parse(JsonParser json) {
        require(json.nextToken(), JsonToken.START_OBJECT, "the file");
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "users" -> readArray(json, name, element -> users.add(text(element, "a user")));
                case "user_data" -> readUsers(json);
                default -> json.skipChildren();
            }
        }
        require(json.currentToken(), JsonToken.END_OBJECT, "the file");
        BadInput.unless(!ranges.isEmpty(), "user_data", "hold at least one user", "missing or empty");
        for (String user : users) {
            BadInput.unless(ranges.containsKey(user), "user_data", "hold user " + user, "without it");
        }
        BadInput.unless(users.size() == ranges.size(), "users", "list all of user_data", users.size());
    }

    private void readUsers(JsonParser json) {
        require(json.currentToken(), JsonToken.START_OBJECT, "user_data");
        for (String user = json.nextName(); user != null; user = json.nextName()) {
            json.nextToken();
            try {
                readUser(json, user);
            } catch (BadInput bad) {
                throw bad.at("user " + user);
            }
        }
    }

    private void readUser(JsonParser json, String user) {
        require(json.currentToken(), JsonToken.START_OBJECT, "a user's data");
        List<X> xs = new ArrayList<>();
        List<Y> ys = new ArrayList<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "x" -> readArray(json, name, element -> xs.add(task.x(element)));
                case "y" -> readArray(json, name, element -> ys.add(task.y(element)));
                default -> json.skipChildren();
            }
        }
        BadInput.unless(xs.size() == ys.size(), "x and y", "be equally long", xs.size() + " and " + ys.size());
        BadInput.unless(!xs.isEmpty(), "a user", "have at least one sample", "none");
        int first = samples.size();
        for (int i = 0; i < xs.size(); i++) {
            add(xs.get(i), ys.get(i), i);
        }
        BadInput.unless(ranges.put(user, new Range(first, samples.size())) == null, "a user", "occur once", "twice");
    }

    private void add(X x, Y y, int sample) {
        try {
            task.add(x, y, samples);
        } catch (BadInput bad) {
            throw bad.at("sample " + sample);
        }
    }

    /// Called with the parser at the first token of an element; leaves it at the last.
    interface Element {
        void read(JsonParser json);
    }

    static void readArray(JsonParser json, String what, Element element) {
        require(json.currentToken(), JsonToken.START_ARRAY, what);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.read(json);
        }
    }

    static String text(JsonParser json, String what) {
        require(json.currentToken(), JsonToken.VALUE_STRING, what);
        return json.getString();
    }

    static double number(JsonParser json, String what) {
        JsonToken token = json.currentToken();
        BadInput.unless(token != null && token.isNumeric(), what, "be a number", describe(token));
        return json.getDoubleValue();
    }

    /// A class; whether it exists is for others to say.
    static int label(JsonParser json) {
        double label = number(json, "a label");
        BadInput.unless(label == (int) label, "a label", "be a whole number", label);
        return (int) label;
    }

    private static void require(@Nullable JsonToken token, JsonToken wanted, String what) {
        BadInput.unless(token == wanted, what, "be " + NAMES.get(wanted), describe(token));
    }

    private static final Map<JsonToken, String> NAMES = Map.of(
            JsonToken.START_OBJECT, "an object",
            JsonToken.END_OBJECT, "a whole object",
            JsonToken.START_ARRAY, "an array",
            JsonToken.VALUE_STRING, "text");

    private static String describe(@Nullable JsonToken token) {
        return token == null ? "nothing" : NAMES.getOrDefault(token, token.name());
    }
}
