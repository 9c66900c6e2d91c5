package murmur.golden;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import murmur.data.CifarMini;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A run of the reference: the files it was given, and the numbers it gave.
///
/// @param datasets where [#unpackData] has put what it learned from
public record ReferenceCase(Path folder, Path datasets) {
    private static final Path CASES = Path.of("src/test/resources/reference/cases");

    public static ReferenceCase named(String name, Path datasets) {
        return new ReferenceCase(CASES.resolve(name), datasets);
    }

    public static void unpackData(Path datasets) throws IOException {
        CifarMini.unpack(CifarMini.files("cifar-10-batches-py"), datasets.resolve("CIFARmini"));
    }

    JsonNode expected() {
        return JsonMapper.shared().readTree(folder.resolve("expected.json"));
    }

    public int iterations() {
        return expected().get("arguments").get("iterations").intValue();
    }

    public int nodes() {
        return expected().get("arguments").get("nodes").intValue();
    }

    /// What follows `murmur run` or `murmur host`.
    public List<Object> words() {
        return words(Map.of());
    }

    /// The same with fewer evaluations, which take most of the time. They draw random numbers, so that the models are
    /// others, too.
    public List<Object> wordsForFewEvaluations() {
        return words(Map.of("test_after", "1000", "train_evaluate_after", "1000"));
    }

    /// @param others values of some arguments
    private List<Object> words(Map<String, String> others) {
        List<Object> words = new ArrayList<>(List.of(folder.resolve("config.ini")));
        words.addAll(List.of("--graph", folder.resolve("graph.edges"), "--datasets", datasets));
        // The graph says how many nodes there are.
        expected().get("arguments").properties().stream()
                .filter(argument -> !argument.getKey().equals("nodes"))
                .forEach(argument -> words.addAll(List.of(
                        "--" + argument.getKey().replace('_', '-'),
                        others.getOrDefault(
                                argument.getKey(), argument.getValue().asString()))));
        return words;
    }
}
