package murmur.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import murmur.BadInput;
import murmur.experiment.Experiment.GraphOrigin;
import murmur.node.Degrees;
import murmur.node.Participation;
import murmur.node.Schedule;
import murmur.topology.Generators;
import murmur.topology.Graph;
import murmur.topology.GraphFile;
import murmur.topology.Topology;
import murmur.training.LocalTraining;

/// Reads an experiment from an `.ini` file: the sections of the reference, and our own `[EXPERIMENT]`, whose keys the
/// options of the command line override.
public final class ExperimentFile {
    /// The section whose keys are options of `murmur run`.
    public static final String SECTION = "EXPERIMENT";

    private static final SequencedMap<String, GraphFile.Format> FORMATS = formats();
    private static final String NO_FILE = "there is no ";

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
                dataset.model(folder()),
                dataset.wholeBatches() ? training.withWholeBatches() : training,
                dataset.testBatchSize(),
                dataset.networkSeed());
        NodeSection node = new NodeSection(sections.keys("NODE"), learning.seed());
        Wiring wiring = wiring(node, sharing, schedule, learning.seed());
        Participation participation = node.participation(wiring.nodes(), folder());
        Experiment experiment = new Experiment(
                own.read("name", Kind.TEXT, stem()),
                learning,
                exchange(wiring, behaviour, participation, sharing),
                schedule,
                placement(wiring.nodes()),
                SharingSection.saving(sharing, wiring.nodes()));
        RunSettings settings = settings();
        sections.rejectUnread();
        return new Configured(experiment, settings);
    }

    private static Experiment.Exchange exchange(
            Wiring wiring, SharingSection.Behaviour behaviour, Participation participation, Keys sharing) {
        try {
            return new Experiment.Exchange(
                    wiring,
                    behaviour.sharing(),
                    behaviour.mixing(),
                    participation,
                    SharingSection.bufferNoise(sharing));
        } catch (BadInput bad) {
            throw bad.at(sharing.place());
        }
    }

    /// Keys that mean something only when nodes are processes on machines.
    private void passOver() {
        Keys communication = sections.keys("COMMUNICATION");
        communication.find("comm_package", Kind.TEXT);
        communication.find("comm_class", Kind.oneOf("TCP"));
        communication.find("addresses_filepath", Kind.TEXT);
        communication.find("offset", Kind.wholeAtLeast(1));
        communication.find("recv_timeout", Kind.wholeAtLeast(0));
    }

    private Schedule schedule() {
        return new Schedule(
                own.read("iterations", Kind.wholeAtLeast(1), 1),
                own.read("averaging_rounds", Kind.wholeAtLeast(1), 1),
                own.read("test_after", Kind.wholeAtLeast(1), 5),
                own.read("train_evaluate_after", Kind.wholeAtLeast(1), 1),
                own.read("reset_optimizer", Kind.TRUTH, true));
    }

    private Wiring wiring(NodeSection node, Keys sharing, Schedule schedule, long seed) {
        String kind = own.read("topology", NodeSection.TOPOLOGIES, Wiring.STATIC);
        boolean needed = kind.equals(Wiring.STATIC) || own.entry("graph").isPresent();
        Optional<GraphOrigin> file = graphFile();
        Optional<Graph> graph = needed ? Optional.of(graph(file, seed)) : Optional.empty();
        Degrees degrees = SharingSection.degrees(sharing, graph);
        if (kind.equals(Wiring.STATIC)) {
            return Wiring.fixed(graph.orElseThrow(), file);
        }
        int nodes = graph.map(Graph::nodes).orElseGet(() -> own.require("nodes", Kind.wholeAtLeast(1)));
        Topology topology = node.changing(kind, nodes, graph, schedule.mixingSteps());
        return new Wiring(kind, topology, nodes, graph, file, degrees);
    }

    private Optional<GraphOrigin> graphFile() {
        Kind<GraphFile.Format> formats = Kind.oneOf(FORMATS);
        GraphFile.Format format = own.read("graph_type", formats, GraphFile.Format.EDGES);
        return own.entry("graph").flatMap(entry -> {
            Path file = located(entry);
            if (Files.isDirectory(file)) {
                throw entry.refusal("be a file, or a generator such as 'regular 4'");
            }
            return looksLikeFile(file) ? Optional.of(new GraphOrigin(existing(entry, file), format)) : Optional.empty();
        });
    }

    private static Path existing(Entry entry, Path file) {
        if (!Files.exists(file)) {
            throw entry.refusal("be a file that exists, or a generator such as 'regular 4'", NO_FILE + file);
        }
        return file;
    }

    /// An option is about the folder the user is in, a key about the file it stands in.
    private Path located(Entry entry) {
        Path given = Path.of(entry.text());
        return entry.origin() instanceof Origin.Option ? given : folder().resolve(given);
    }

    private static SequencedMap<String, GraphFile.Format> formats() {
        SequencedMap<String, GraphFile.Format> formats = new LinkedHashMap<>();
        Arrays.stream(GraphFile.Format.values()).forEach(format -> formats.put(format.toString(), format));
        return formats;
    }

    /// Anything else is a generator such as `regular 4`, or a misspelt one.
    private static boolean looksLikeFile(Path path) {
        String name = path.getFileName().toString();
        return Files.exists(path) || (name.contains(".") && !Generators.isMeantBy(name));
    }

    private Graph graph(Optional<GraphOrigin> graphFile, long seed) {
        if (graphFile.isPresent()) {
            Graph graph = GraphFile.read(graphFile.get().file(), graphFile.get().format());
            checkNodes(graph.nodes());
            return graph;
        }
        if (own.entry("graph").isEmpty() || own.entry("nodes").isEmpty()) {
            throw noGraph();
        }
        String generator = own.require("graph", Kind.TEXT);
        int nodes = own.require("nodes", Kind.wholeAtLeast(1));
        try {
            return Generators.parseFamily(generator).generate(nodes, seed);
        } catch (BadInput bad) {
            throw bad.at(own.entry("graph").map(Entry::place).orElse(own.place()));
        }
    }

    private BadInput noGraph() {
        return own.entry("graph")
                .map(entry -> entry.refusal("come with a number of nodes", "add --nodes N, or nodes to [EXPERIMENT]"))
                .orElseGet(() -> BadInput.must(file + ": the graph", "be given", "missing")
                        .cure("add --graph FILE, or --graph 'regular 4' --nodes 16, or these keys to [EXPERIMENT]"));
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
        try {
            return Placement.even(nodes, machines, perMachine);
        } catch (BadInput bad) {
            throw bad.at(own.entry("procs_per_machine")
                    .or(() -> own.entry("machines"))
                    .map(Entry::place)
                    .orElse(own.place()));
        }
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
