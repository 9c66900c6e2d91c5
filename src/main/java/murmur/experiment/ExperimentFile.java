package murmur.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import murmur.BadInput;
import murmur.data.catalogue.DatasetsFolder;
import murmur.model.Device;
import murmur.model.Precision;
import murmur.node.Degrees;
import murmur.node.Participation;
import murmur.node.Schedule;
import murmur.topology.Graph;
import murmur.topology.StaticTopology;
import murmur.topology.Topology;
import murmur.training.LocalTraining;

/// Reads an experiment from an `.ini` file: the sections of the reference, and our own `[EXPERIMENT]`, whose keys the
/// options of the command line override.
public final class ExperimentFile {
    /// The section whose keys are options of `murmur run`.
    public static final String SECTION = "EXPERIMENT";

    /// The section of lists of values, which make a file several experiments.
    public static final String SWEEP = "SWEEP";

    private static final Kind<List<Integer>> PER_MACHINE =
            Kind.wholes().which("of at least 1", counts -> counts.stream().allMatch(count -> count >= 1));

    private static final Kind<Precision> PRECISIONS = Kind.oneOf(precisions());

    private static final Kind<Device> DEVICES =
            Kind.of("be cpu, cuda or cuda:N", Device::parse).suggesting(List.of("cpu", "cuda"));

    /// Models that are not made of our layers, whose precision and device could be chosen.
    private static final Set<String> FOREIGN = Set.of("MatrixFactorization", "TorchScript");

    private final Path file;
    private final Sections sections;
    private final Keys own;

    private ExperimentFile(Path file, Ini ini) {
        this.file = file;
        sections = new Sections(ini);
        own = sections.keys(SECTION);
    }

    /// An experiment and how the user wants it run.
    ///
    /// @param attack what is to be attacked while it runs
    public record Configured(Experiment experiment, RunSettings settings, Optional<AttackPlan> attack) {}

    /// @param overrides keys of `[EXPERIMENT]`, and of `[DATASET]` for `random_seed`, with the options that give them
    /// @throws BadInput naming file, line and key of whatever cannot be used
    public static Configured read(Path file, Map<String, GivenOption> overrides) {
        return new ExperimentFile(file, overridden(file, overrides)).read();
    }

    /// Reads an experiment from what a file holds, or would hold.
    ///
    /// @param file where it is, or would be
    public static Configured read(Path file, Ini ini) {
        return new ExperimentFile(file, ini).read();
    }

    /// Reads only how machines find each other, which may decide how the rest is to be read.
    public static Communication communication(Path file, Map<String, GivenOption> overrides) {
        return new ExperimentFile(file, overridden(file, overrides)).communication();
    }

    /// Reads only how many nodes there are.
    public static int nodes(Path file, Map<String, GivenOption> overrides) {
        ExperimentFile read = new ExperimentFile(file, overridden(file, overrides));
        Schedule schedule = read.schedule();
        NodeSection node = new NodeSection(read.sections.keys("NODE"), 0);
        return read.wiring(node, read.sections.keys("SHARING"), schedule, 0).nodes();
    }

    /// The degree that `[NODE]` names where no graph is given; nothing where one is, or no degree.
    public static OptionalInt degreeWithoutGraph(Path file, Map<String, GivenOption> overrides) {
        ExperimentFile read = new ExperimentFile(file, overridden(file, overrides));
        boolean given =
                read.own.entry("graph").isPresent() || read.own.entry("nodes").isPresent();
        Optional<Integer> degree = read.sections.keys("NODE").find("graph_degree", Kind.wholeAtLeast(1));
        return given || degree.isEmpty() ? OptionalInt.empty() : OptionalInt.of(degree.get());
    }

    private static Ini overridden(Path file, Map<String, GivenOption> overrides) {
        Ini ini = Ini.read(file);
        for (Map.Entry<String, GivenOption> override : overrides.entrySet()) {
            GivenOption option = override.getValue();
            ini = ini.with(option.section(), override.getKey(), option.value(), new Origin.Option(option.name()));
        }
        return ini;
    }

    /// A value given on the command line.
    ///
    /// @param name the option as the user writes it
    /// @param section the section whose key it replaces
    public record GivenOption(String name, String section, String value) {}

    private static SequencedMap<String, Precision> precisions() {
        SequencedMap<String, Precision> precisions = new LinkedHashMap<>();
        for (Precision precision : Precision.values()) {
            precisions.put(precision.word(), precision);
        }
        return precisions;
    }

    private Configured read() {
        if (sections.has(SWEEP)) {
            throw new BadInput(file + ": [SWEEP] makes this file several experiments")
                    .cure("run them with murmur sweep " + file);
        }
        DatasetSection dataset = new DatasetSection(sections.keys("DATASET"), datasets());
        LocalTraining training = TrainingSection.read(
                sections.keys("TRAIN_PARAMS"), OptimizerSection.read(sections.keys("OPTIMIZER_PARAMS")));
        Keys sharing = sections.keys("SHARING");
        SharingSection.Behaviour behaviour = SharingSection.read(sharing);
        Communication communication = communication();
        Schedule schedule = schedule();
        Experiment.Learning learning = new Experiment.Learning(
                dataset.source(),
                dataset.split(),
                model(dataset),
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
        RunSettings settings = settings(communication);
        Optional<AttackPlan> attack = attack(experiment);
        sections.rejectUnread();
        return new Configured(experiment, settings, attack);
    }

    private Experiment.Model model(DatasetSection dataset) {
        Experiment.Model model = dataset.model(folder());
        Precision precision = own.read("precision", PRECISIONS, Precision.FLOAT32);
        Device device = own.read("device", DEVICES, Device.CPU);
        if (FOREIGN.contains(model.name())) {
            requireOnly("precision", "float32", precision == Precision.FLOAT32, model);
            requireOnly("device", "cpu", device.equals(Device.CPU), model);
        }
        return model.withPrecision(precision).withDevice(device);
    }

    private void requireOnly(String key, String only, boolean given, Experiment.Model model) {
        if (!given) {
            throw own.entry(key).orElseThrow().refusal("be " + only + " with model_class " + model.name());
        }
    }

    /// A section without keys asks for the usual attacks.
    private Optional<AttackPlan> attack(Experiment experiment) {
        AttackSection section = new AttackSection(sections.keys("ATTACK"), experiment.nodes());
        AttackPlan plan = section.read(experiment.schedule());
        return sections.has("ATTACK") ? Optional.of(plan) : Optional.empty();
    }

    private Experiment.Exchange exchange(
            Wiring wiring, SharingSection.Behaviour behaviour, Participation participation, Keys sharing) {
        try {
            return new Experiment.Exchange(
                    wiring,
                    behaviour.sharing(),
                    behaviour.mixing(),
                    participation,
                    SharingSection.bufferNoise(sharing),
                    Communication.encoding(communicationKeys()));
        } catch (BadInput bad) {
            throw bad.at(sharing.place());
        }
    }

    private Communication communication() {
        return Communication.read(communicationKeys(), folder());
    }

    private Keys communicationKeys() {
        return sections.keys("COMMUNICATION");
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
        Optional<GivenGraph> given = needed ? Optional.of(GivenGraph.read(own, folder(), seed)) : Optional.empty();
        Optional<Graph> graph = given.map(GivenGraph::graph);
        Degrees degrees = SharingSection.degrees(sharing, graph);
        int nodes = graph.map(Graph::nodes).orElseGet(() -> own.require("nodes", Kind.wholeAtLeast(1)));
        Topology topology = kind.equals(Wiring.STATIC)
                ? new StaticTopology(graph.orElseThrow())
                : node.changing(kind, nodes, graph, schedule.mixingSteps());
        return new Wiring(
                kind,
                topology,
                nodes,
                graph,
                given.flatMap(GivenGraph::file),
                given.flatMap(GivenGraph::remark),
                degrees);
    }

    private Placement placement(int nodes) {
        int machines = own.read("machines", Kind.wholeAtLeast(1), 1);
        List<Integer> counts = own.read("procs_per_machine", PER_MACHINE, List.of(Math.max(1, nodes / machines)));
        try {
            return counts.size() == 1
                    ? Placement.even(nodes, machines, counts.getFirst())
                    : Placement.uneven(nodes, machines, counts);
        } catch (BadInput bad) {
            throw bad.at(own.entry("procs_per_machine")
                    .or(() -> own.entry("machines"))
                    .map(Entry::place)
                    .orElse(own.place()));
        }
    }

    private RunSettings settings(Communication communication) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new RunSettings(
                own.read("workers", Kind.wholeAtLeast(1), cores),
                own.find("log_dir", Kind.TEXT).map(Path::of),
                own.read("log_level", Kind.oneOf("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), "INFO"),
                communication,
                own.read("checkpoint_every", Kind.wholeAtLeast(0), 0));
    }

    /// Where the user says data sets are, else beside the configuration, or where they are fetched to.
    private List<Path> datasets() {
        return own.entry("datasets")
                .map(entry ->
                        entry.origin() instanceof Origin.Option ? folderOf(entry) : folder().resolve(entry.text()))
                .map(List::of)
                .orElseGet(() -> List.of(folder(), DatasetsFolder.ofUser()));
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
