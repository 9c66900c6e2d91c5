package murmur.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import murmur.BadInput;
import murmur.node.Schedule;
import murmur.topology.Generators;
import murmur.topology.Graph;
import murmur.topology.GraphFile;
import murmur.training.LocalTraining;

/// Reads an experiment from an `.ini` file: the sections of the reference, and our own `[EXPERIMENT]`, whose keys the
/// options of the command line override.
public final class ExperimentFile {
    /// The section whose keys are options of `murmur run`.
    public static final String SECTION = "EXPERIMENT";

    private final Path file;
    private final Sections sections;
    private final Keys own;

    private ExperimentFile(Path file, Ini ini) {
        this.file = file;
        sections = new Sections(ini);
        own = sections.keys(SECTION);
    }

    /// An experiment and how the user wants it run.
    public record Configured(Experiment experiment, RunSettings settings) {}

    /// @param overrides keys of `[EXPERIMENT]`, and of `[DATASET]` for `random_seed`, with the options that give them
    /// @throws BadInput naming file, line and key of whatever cannot be used
    public static Configured read(Path file, Map<String, GivenOption> overrides) {
        Ini ini = Ini.read(file);
        for (Map.Entry<String, GivenOption> override : overrides.entrySet()) {
            GivenOption option = override.getValue();
            ini = ini.with(option.section(), override.getKey(), option.value(), new Origin.Option(option.name()));
        }
        return new ExperimentFile(file, ini).read();
    }

    /// A value given on the command line.
    ///
    /// @param name the option as the user writes it
    /// @param section the section whose key it replaces
    public record GivenOption(String name, String section, String value) {}

    private Configured read() {
        DatasetSection dataset = new DatasetSection(sections.keys("DATASET"), datasets());
        LocalTraining training = TrainingSection.read(
                sections.keys("TRAIN_PARAMS"), OptimizerSection.read(sections.keys("OPTIMIZER_PARAMS")));
        Keys sharing = sections.keys("SHARING");
        SharingSection.Behaviour behaviour = SharingSection.read(sharing);
        passOver();
        Schedule schedule = schedule();
        Experiment.Learning learning = new Experiment.Learning(
                dataset.source(),
                dataset.split(),
                dataset.model(),
                dataset.wholeBatches() ? training.withWholeBatches() : training,
                dataset.testBatchSize(),
                dataset.networkSeed());
        Optional<Path> graphFile = graphFile();
        Graph graph = graph(graphFile, learning.seed());
        Experiment experiment = new Experiment(
                own.read("name", Kind.TEXT, stem()),
                learning,
                new Experiment.Exchange(
                        graph, graphFile, behaviour.sharing(), behaviour.mixing(), SharingSection.bufferNoise(sharing)),
                schedule,
                placement(graph.nodes()),
                SharingSection.saving(sharing, graph.nodes()));
        RunSettings settings = settings();
        sections.rejectUnread();
        return new Configured(experiment, settings);
    }

    /// Keys that mean something only when nodes are processes on machines, or neighbours change.
    private void passOver() {
        Keys communication = sections.keys("COMMUNICATION");
        communication.find("comm_package", Kind.TEXT);
        communication.find("comm_class", Kind.oneOf("TCP"));
        communication.find("addresses_filepath", Kind.TEXT);
        communication.find("offset", Kind.wholeAtLeast(1));
        communication.find("recv_timeout", Kind.wholeAtLeast(0));
        String later = "nodes take part in every iteration in this version";
        Keys node = sections.keys("NODE")
                .unsupported(Map.of("dropout_rate", later, "dropout_correlation", later, "timeout", later));
        node.find("graph_degree", Kind.wholeAtLeast(1));
    }

    private Schedule schedule() {
        return new Schedule(
                own.read("iterations", Kind.wholeAtLeast(1), 1),
                own.read("averaging_rounds", Kind.wholeAtLeast(1), 1),
                own.read("test_after", Kind.wholeAtLeast(1), 5),
                own.read("train_evaluate_after", Kind.wholeAtLeast(1), 1),
                own.read("reset_optimizer", Kind.TRUTH, true));
    }

    private Optional<Path> graphFile() {
        return own.entry("graph").map(this::located).filter(ExperimentFile::looksLikeFile);
    }

    /// An option is about the folder the user is in, a key about the file it stands in.
    private Path located(Entry entry) {
        Path given = Path.of(entry.text());
        return entry.origin() instanceof Origin.Option ? given : folder().resolve(given);
    }

    /// Anything else is a generator such as `regular 4`, or a misspelt one.
    private static boolean looksLikeFile(Path path) {
        return Files.exists(path) || path.getFileName().toString().contains(".");
    }

    private Graph graph(Optional<Path> graphFile, long seed) {
        Kind<GraphFile.Format> formats = Kind.of(
                "be edges or adjacency",
                text -> Optional.of(text)
                        .filter(word -> word.matches("edges|adjacency"))
                        .map(GraphFile.Format::parse));
        GraphFile.Format format = own.read("graph_type", formats, GraphFile.Format.EDGES);
        String topologies = "new neighbours in every iteration come with a later version";
        own.find(
                "topology",
                Kind.oneOf("static").unsupported(Map.of("dynamic", topologies, "dynamic-rounds", topologies)));
        if (graphFile.isPresent()) {
            Graph graph = GraphFile.read(graphFile.get(), format);
            checkNodes(graph.nodes());
            return graph;
        }
        String generator = own.require("graph", Kind.TEXT);
        int nodes = own.require("nodes", Kind.wholeAtLeast(1));
        try {
            return Generators.parse(generator).generate(nodes, seed);
        } catch (BadInput bad) {
            throw bad.at(own.entry("graph").map(Entry::place).orElse(own.place()));
        }
    }

    /// A number of nodes beside a graph file must be the file's, unless the file was given to replace a generator.
    private void checkNodes(int nodes) {
        Optional<Entry> given = own.entry("nodes");
        boolean replaced = own.entry("graph").orElseThrow().origin() instanceof Origin.Option
                && given.filter(entry -> entry.origin() instanceof Origin.Line).isPresent();
        if (!replaced) {
            own.find("nodes", Kind.WHOLE.which("equal to that of the graph file, " + nodes, count -> count == nodes));
        }
    }

    private Placement placement(int nodes) {
        int machines = own.read("machines", Kind.wholeAtLeast(1), 1);
        int perMachine = own.read("procs_per_machine", Kind.wholeAtLeast(1), Math.max(1, nodes / machines));
        return Placement.even(nodes, machines, perMachine);
    }

    private RunSettings settings() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new RunSettings(
                own.read("workers", Kind.wholeAtLeast(1), cores),
                own.find("log_dir", Kind.TEXT).map(Path::of),
                own.read("log_level", Kind.oneOf("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), "INFO"));
    }

    private Path datasets() {
        return own.entry("datasets")
                .map(entry ->
                        entry.origin() instanceof Origin.Option ? folderOf(entry) : folder().resolve(entry.text()))
                .orElseGet(this::folder);
    }

    private static Path folderOf(Entry option) {
        Path folder = Path.of(option.text());
        if (!Files.isDirectory(folder)) {
            throw option.refusal("be a folder");
        }
        return folder;
    }

    private Path folder() {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private String stem() {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }
}
