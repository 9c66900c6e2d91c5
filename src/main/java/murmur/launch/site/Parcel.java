package murmur.launch.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import murmur.BadInput;
import murmur.experiment.Entry;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.experiment.Ini;
import murmur.experiment.Origin;
import murmur.experiment.Section;
import murmur.transport.cluster.RunKeys;

/// What every machine needs of the user's files: the configuration, those it names, and a fresh key.
///
/// @param file the configuration
/// @param overrides options of the run, by key
public record Parcel(Path file, Map<String, GivenOption> overrides) {
    static final String KEYS = "keys";
    private static final String GRAPH = "graph";

    /// The configuration as seen from the folder that a parcel is unpacked in. It keeps its name, by which experiments
    /// without a name are called.
    static String configuration(Request request) {
        return "./" + Path.of(request.target()).getFileName();
    }

    /// Fills the folder that is sent.
    ///
    /// @throws BadInput if a file cannot be sent
    public void into(Path parcel) throws IOException, InterruptedException {
        Path sent = parcel.resolve(file.getFileName());
        copy(file, sent);
        graph().ifPresent(graph -> copy(graph.path(), parcel.resolve(graph.target())));
        pack("NODE", "absences", parcel, sent);
        pack("DATASET", "model_file", parcel, sent);
        RunKeys.create(parcel.resolve(KEYS));
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(Optional.ofNullable(to.getParent()).orElse(to));
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw BadInput.must(from.toString(), "be a file that can be copied", failure.getMessage());
        }
    }

    /// The given options as words for `murmur host`, with the graph where it is put.
    public List<String> words() {
        Map<String, GivenOption> all = new LinkedHashMap<>(overrides);
        graph().ifPresent(graph ->
                all.put(GRAPH, new GivenOption("--" + GRAPH, ExperimentFile.SECTION, graph.textThere())));
        List<String> words = new ArrayList<>();
        all.values().forEach(option -> words.addAll(List.of(option.name(), option.value())));
        return words;
    }

    /// The file that says what the graph is, if there is one: an option is about the folder the user is in, a key about
    /// the file it stands in.
    private Optional<GraphFile> graph() {
        GivenOption option = overrides.get(GRAPH);
        Optional<GraphFile> graph = option != null
                ? Optional.of(GraphFile.of(option.value(), Path.of("")))
                : entry(ExperimentFile.SECTION, GRAPH).map(entry -> GraphFile.of(entry.text(), folder()));
        return graph.filter(given -> Files.isRegularFile(given.path()));
    }

    /// @param text of the key, of which `name` is a part
    private record GraphFile(String text, String name, Path path) {
        /// `connected FILE [TYPE]` names a file, too.
        static GraphFile of(String text, Path base) {
            String[] words = text.strip().split("\\s+", -1);
            String name = words.length > 1 && words[0].equals("connected") ? words[1] : text.strip();
            return new GraphFile(text, name, base.resolve(name));
        }

        String target() {
            return GRAPH + "/" + path.getFileName();
        }

        String textThere() {
            return text.replace(name, target());
        }
    }

    /// Sends a file that a key names. One that is named relative to the configuration is so there, too; for another one
    /// the key is changed.
    private void pack(String section, String key, Path parcel, Path sent) throws IOException {
        Optional<Entry> entry = entry(section, key);
        if (entry.isEmpty()) {
            return;
        }
        Path name = Path.of(entry.get().text());
        if (!name.isAbsolute() && !name.normalize().startsWith("..")) {
            copy(folder().resolve(name), parcel.resolve(name));
            return;
        }
        String there = key + "/" + name.getFileName();
        copy(folder().resolve(name), parcel.resolve(there));
        Ini changed = Ini.read(sent)
                .with(section, key, there, new Origin.Option(entry.get().place()));
        Files.writeString(sent, changed.text());
    }

    private Optional<Entry> entry(String section, String key) {
        Section found = Ini.read(file).sections().get(section);
        return Optional.ofNullable(found)
                .map(existing -> existing.entries().get(key))
                .filter(entry -> !entry.text().isBlank());
    }

    private Path folder() {
        return Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    }
}
