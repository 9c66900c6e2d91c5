package murmur.random;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Values computed by running the reference.
public final class ReferenceFacts {
    private static final String PLACE = "/reference/facts.json";

    private ReferenceFacts() {}

    public static JsonNode fact(String name) {
        try (InputStream in = Objects.requireNonNull(ReferenceFacts.class.getResourceAsStream(PLACE), PLACE)) {
            return Objects.requireNonNull(JsonMapper.shared().readTree(in).get(name), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }

    /// The numbers of nested arrays, row by row.
    public static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .flatMapToDouble(e -> Arrays.stream(e.isArray() ? doubles(e) : new double[] {e.doubleValue()}))
                .toArray();
    }
}
