package murmur.launch.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import murmur.experiment.Experiment;
import murmur.experiment.Placement;
import murmur.experiment.Wiring;
import murmur.launch.grid5000.Walltime;
import murmur.math.NpyFile;
import murmur.node.Meetings;
import murmur.node.Participation;
import murmur.node.Schedule;
import murmur.node.TrafficForecast;
import murmur.topology.Step;
import murmur.training.LocalTraining;
import murmur.transport.Encoding;

/// Plans runs, one after the other; what takes equally long is timed once.
public final class Planner {
    /// What a node takes besides its own model while messages are under way, in models (docs/performance.md).
    private static final int MODELS_PER_NODE = 3;

    private static final long PROGRAM_BYTES = 300_000_000;
    private static final long WORKER_BYTES = 50_000_000;
    private static final long RESULT_BYTES = 90;
    private static final long EVALUATION_BYTES = 260;
    private static final long FILES_BYTES = 20_000;
    private static final double START_SECONDS = 3;

    private final Wishes wishes;
    private final Consumer<String> progress;
    private final Map<Pace, Speed.Learning> paces = new HashMap<>();
    private final Map<Talk, Speed.Exchange> talks = new HashMap<>();

    /// What the user wants of a plan.
    ///
    /// @param cores of each machine, if not this one's
    /// @param walltime if it is limited, or limited otherwise
    /// @param calibrated whether it should say how long the run takes
    public record Wishes(OptionalInt cores, Optional<Walltime> walltime, boolean calibrated) {}

    /// What the time of training depends on.
    private record Pace(String data, Experiment.Model model, int values, LocalTraining training, int shard) {}

    /// What the time of an exchange depends on, besides.
    private record Talk(Pace pace, Class<?> sharing, Encoding encoding, int degree, boolean several) {}

    /// @param progress is told what takes long
    public Planner(Wishes wishes, Consumer<String> progress) {
        this.wishes = wishes;
        this.progress = progress;
    }

    /// @throws murmur.BadInput when the experiment cannot work
    public Plan plan(Target target) throws InterruptedException {
        Experiment experiment = target.experiment();
        Subject subject = Subject.of(experiment);
        List<String> remarks = new ArrayList<>(target.remarks());
        subject.remark().ifPresent(remarks::add);
        int cores = cores(target);
        Schedule schedule = experiment.schedule();
        int values = subject.network().length();
        Plan.Shape shape = new Plan.Shape(
                experiment.placement().nodesPerMachine(),
                cores,
                new Plan.Model(experiment.learning().model().name(), values),
                schedule.iterations(),
                schedule.mixingSteps(),
                target.perNode());
        return new Plan(
                target.path().toString(),
                shape,
                traffic(experiment, values),
                disk(experiment, values),
                target.perNode() ? nodeMemory(subject) : memory(subject, cores),
                time(subject, shape),
                wishes.walltime()
                        .or(() ->
                                target.grid5000().map(file -> file.reservation().walltime())),
                remarks);
    }

    private int cores(Target target) {
        OptionalInt known = target.grid5000()
                .map(file -> Clusters.cores(file.reservation().cluster()))
                .orElse(OptionalInt.empty());
        return wishes.cores().orElse(known.orElse(Runtime.getRuntime().availableProcessors()));
    }

    private static Plan.Traffic traffic(Experiment experiment, int values) {
        Wiring wiring = experiment.exchange().wiring();
        Meetings meetings = new Meetings(wiring.topology(), attendance(experiment), wiring.degrees(), wiring.graph());
        TrafficForecast.Total total = TrafficForecast.of(
                meetings,
                experiment.schedule(),
                experiment.nodes(),
                experiment.placement()::machine,
                experiment.exchange().encoding().mostBytes(values));
        return new Plan.Traffic(
                total.traffic().totalBytes(),
                total.betweenMachines(),
                total.models(),
                !experiment.exchange().encoding().compressed());
    }

    private static Participation.Attendance attendance(Experiment experiment) {
        return experiment.exchange().participation().over(experiment.schedule().iterations());
    }

    private static Plan.Disk disk(Experiment experiment, int values) {
        long saved = savedModels(experiment);
        int nodes = experiment.nodes();
        Schedule schedule = experiment.schedule();
        Schedule.Evaluations evaluations = schedule.evaluations();
        long text = FILES_BYTES
                + RESULT_BYTES * nodes * schedule.iterations()
                + EVALUATION_BYTES * nodes * Math.max(evaluations.train(), evaluations.test())
                + graphs(experiment);
        return new Plan.Disk(saved, (saved + nodes) * NpyFile.sizeBytes(values), text);
    }

    /// The topologies that change are written down, a line for each link.
    private static long graphs(Experiment experiment) {
        Wiring wiring = experiment.exchange().wiring();
        if (wiring.fixedGraph().isPresent()) {
            return 0;
        }
        Schedule schedule = experiment.schedule();
        long steps = (long) schedule.iterations() * (wiring.newAtEveryMixingStep() ? schedule.mixingSteps() : 1);
        var links = wiring.topology().at(new Step(0, 0));
        long lines = IntStream.range(0, links.nodes())
                .mapToLong(links::receiverCount)
                .sum();
        return steps * lines * (2L * Integer.toString(links.nodes()).length() + 1);
    }

    private static long savedModels(Experiment experiment) {
        Participation.Attendance attendance = attendance(experiment);
        long saved = 0;
        for (int iteration = 0; iteration < experiment.schedule().iterations(); iteration++) {
            for (int node = 0; node < experiment.nodes(); node++) {
                if (experiment.saving().includes(node, iteration)
                        && attendance.present(node, iteration)
                        && sends(experiment, attendance, node, iteration)) {
                    saved++;
                }
            }
        }
        return saved;
    }

    private static boolean sends(Experiment experiment, Participation.Attendance attendance, int node, int iteration) {
        return IntStream.of(experiment
                        .exchange()
                        .wiring()
                        .topology()
                        .at(new Step(iteration, 0))
                        .receivers(node))
                .anyMatch(peer -> attendance.present(peer, iteration));
    }

    private static long memory(Subject subject, int cores) {
        Experiment experiment = subject.experiment();
        Placement placement = experiment.placement();
        int nodes = placement.nodesPerMachine().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        return PROGRAM_BYTES
                + nodes * nodeMemory(subject)
                + Math.min(cores, nodes) * (WORKER_BYTES + 3 * modelBytes(subject))
                + subject.dataBytes();
    }

    private static long nodeMemory(Subject subject) {
        int memories = subject.experiment().learning().training().optimizer().memories();
        return modelBytes(subject) * (MODELS_PER_NODE + memories);
    }

    private static long modelBytes(Subject subject) {
        return (long) Float.BYTES * subject.network().length();
    }

    private Optional<Plan.Time> time(Subject subject, Plan.Shape shape) throws InterruptedException {
        if (!wishes.calibrated()) {
            return Optional.empty();
        }
        Calibration.prepare(subject.experiment());
        Speed speed = speed(subject);
        Schedule schedule = subject.experiment().schedule();
        double exchange = speed.exchange().firstMixing()
                + (schedule.mixingSteps() - 1) * speed.exchange().laterMixing();
        if (shape.perNode()) {
            double training =
                    schedule.iterations() * subject.steps(0) * speed.learning().step();
            return Optional.of(new Plan.Time(training, schedule.iterations() * exchange, 0, speed));
        }
        return Optional.of(longest(subject, shape.cores(), speed, exchange));
    }

    /// That of the machine which takes longest.
    private static Plan.Time longest(Subject subject, int cores, Speed speed, double exchange) {
        Experiment experiment = subject.experiment();
        Schedule schedule = experiment.schedule();
        Schedule.Evaluations evaluations = schedule.evaluations();
        Plan.Time longest = new Plan.Time(0, 0, 0, speed);
        for (int machine = 0; machine < experiment.placement().machines(); machine++) {
            int[] nodes = experiment.placement().nodes(machine).toArray();
            double parallel = Math.min(cores, nodes.length);
            long steps = IntStream.of(nodes).mapToLong(subject::steps).sum();
            double evaluation = IntStream.of(nodes)
                    .mapToDouble(node -> evaluations.train()
                                    * speed.learning().trainSample()
                                    * subject.trainSamples().get(node)
                            + evaluations.test()
                                    * speed.learning().testSample()
                                    * subject.testSamples().get(node))
                    .sum();
            Plan.Time time = new Plan.Time(
                    START_SECONDS
                            + schedule.iterations() * steps * speed.learning().step() / parallel,
                    schedule.iterations() * nodes.length * exchange / parallel,
                    evaluation / parallel,
                    speed);
            longest = time.total() > longest.total() ? time : longest;
        }
        return longest;
    }

    private Speed speed(Subject subject) throws InterruptedException {
        Experiment.Learning learning = subject.experiment().learning();
        Experiment.Exchange exchange = subject.experiment().exchange();
        Pace pace = new Pace(
                learning.data().name(),
                learning.model(),
                subject.network().length(),
                learning.training(),
                learning.training().fullEpochs() ? subject.shard().size() : 0);
        Speed.Learning known = paces.get(pace);
        if (known == null) {
            int cores = Runtime.getRuntime().availableProcessors();
            progress.accept("timing " + learning.model().name() + " with batches of "
                    + learning.training().batchSize() + " on " + cores + " cores, for about ten seconds");
            known = Calibration.learning(subject, cores);
            paces.put(pace, known);
        }
        int degree = exchange.wiring().topology().at(new Step(0, 0)).receiverCount(0);
        boolean several = subject.experiment().schedule().mixingSteps() > 1;
        Talk talk = new Talk(pace, exchange.sharing().getClass(), exchange.encoding(), degree, several);
        Speed.Exchange talked = talks.get(talk);
        if (talked == null) {
            talked = Calibration.exchange(subject);
            talks.put(talk, talked);
        }
        return new Speed(known, talked);
    }
}
