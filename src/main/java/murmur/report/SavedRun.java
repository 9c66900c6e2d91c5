package murmur.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.attack.Knowledge;
import murmur.attack.Procedure;
import murmur.attack.Sending;
import murmur.data.Dataset;
import murmur.data.Shard;
import murmur.experiment.Experiment;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.launch.EmbeddedRun;
import murmur.math.NpyFile;
import murmur.math.ParameterVector;
import murmur.random.Seed;
import murmur.topology.Step;

/// A run that has ended, with the models it saved: of this program, or of the reference.
public final class SavedRun {
    private static final int LONGEST = 5;

    private final Path folder;
    private final EmbeddedRun run;
    private final List<SavedModels.Model> models;
    private final List<String> warnings = new ArrayList<>();

    private SavedRun(Path folder, SavedExperiment saved, EmbeddedRun run, List<SavedModels.Model> models) {
        this.folder = folder;
        this.run = run;
        this.models = models;
        saved.state()
                .filter(state -> !state.equals(RunRecord.DONE))
                .ifPresent(state -> warnings.add(
                        "the run has not ended well, its state is \"" + state + "\": attacked is what it saved"));
        warnOfMissing();
    }

    /// Options that say what a folder does not.
    ///
    /// @param before makes options of the words of the command that made the run
    /// @param now options given now
    public record Options(Function<List<String>, Map<String, GivenOption>> before, Map<String, GivenOption> now) {}

    /// Reads everything but the models, and the data set.
    ///
    /// @param chosen iterations, from 1
    /// @throws BadInput if the folder does not say enough, or there are no models
    public static SavedRun open(Path folder, Options options, IntPredicate chosen) {
        SavedExperiment saved = new SavedExperiment(folder);
        List<SavedModels.Model> models = SavedModels.below(folder);
        List<SavedModels.Model> wanted =
                models.stream().filter(model -> chosen.test(model.iteration())).toList();
        if (wanted.isEmpty()) {
            throw BadInput.must("--iterations", "name an iteration with saved models", "none of " + iterations(models))
                    .at(folder.toString());
        }
        Experiment experiment = saved.read(options.before().apply(saved.command()), options.now());
        EmbeddedRun run = EmbeddedRun.prepare(experiment);
        requireSameData(saved, run);
        requireNodes(wanted, experiment.nodes());
        return new SavedRun(folder, saved, run, wanted);
    }

    private static String iterations(List<SavedModels.Model> models) {
        return models.stream()
                .map(SavedModels.Model::iteration)
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    private static void requireSameData(SavedExperiment saved, EmbeddedRun run) {
        Optional<String> before = saved.trainSha256();
        if (before.isPresent() && !before.get().equals(run.data().train().sha256())) {
            throw BadInput.must("the data set", "be that of the run, of SHA-256 " + before.get(), "another one")
                    .cure("give its folder with --datasets");
        }
    }

    private static void requireNodes(List<SavedModels.Model> models, int nodes) {
        for (SavedModels.Model model : models) {
            if (model.sender() >= nodes) {
                throw BadInput.must(
                                "the nodes of the run",
                                "include the sender of " + model.file().getFileName(),
                                nodes + " nodes")
                        .cure("give the graph of the run with --graph FILE");
            }
        }
    }

    /// Says which models should be there and are not; a node without neighbours, or an absent one, sends none.
    private void warnOfMissing() {
        Experiment experiment = run.experiment();
        Map<Integer, List<Integer>> found = models.stream()
                .collect(Collectors.groupingBy(
                        SavedModels.Model::iteration,
                        TreeMap::new,
                        Collectors.mapping(SavedModels.Model::sender, Collectors.toList())));
        List<String> missing = new ArrayList<>();
        found.forEach((iteration, senders) -> IntStream.range(0, experiment.nodes())
                .filter(node -> experiment.saving().includes(node, iteration - 1) && !senders.contains(node))
                .forEach(node -> missing.add("node " + node + " in iteration " + iteration)));
        if (!missing.isEmpty()) {
            warnings.add("missing models: " + shortened(missing));
        }
        List<String> empty = IntStream.rangeClosed(1, experiment.schedule().iterations())
                .filter(iteration -> experiment.saving().includes(0, iteration - 1) && !found.containsKey(iteration))
                .mapToObj(String::valueOf)
                .toList();
        if (!empty.isEmpty()) {
            warnings.add("no models of iterations " + shortened(empty));
        }
    }

    private static String shortened(List<String> all) {
        String first = all.stream().limit(LONGEST).collect(Collectors.joining(", "));
        return all.size() <= LONGEST ? first : first + " and " + (all.size() - LONGEST) + " more";
    }

    public Path folder() {
        return folder;
    }

    /// What tells the run from others: the name of its folder.
    public String name() {
        return folder.toAbsolutePath().normalize().getFileName().toString();
    }

    public EmbeddedRun run() {
        return run;
    }

    /// What is not as it should be, though attacks can go on.
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /// What the nodes sent, as far as it was saved, by iteration and sender. Models are read when they are asked for.
    public List<Sending> sendings() {
        Map<List<Integer>, List<Sending.Copy>> copies = new LinkedHashMap<>();
        for (SavedModels.Model model : models) {
            copies.computeIfAbsent(List.of(model.iteration(), model.sender()), key -> new ArrayList<>())
                    .add(new Sending.Copy(model.receiver(), () -> read(model)));
        }
        return copies.entrySet().stream()
                .map(sent -> new Sending(
                        sent.getKey().getLast(), new Step(sent.getKey().getFirst() - 1, 0), sent.getValue()))
                .toList();
    }

    private ParameterVector read(SavedModels.Model model) {
        try {
            ParameterVector vector = NpyFile.read(model.file());
            int length = run.network().length();
            BadInput.unless(
                    vector.length() == length,
                    model.file().toString(),
                    "hold the " + length + " values of " + run.network().name(),
                    vector.length() + " values");
            return vector;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + model.file(), failure);
        }
    }

    /// What an adversary is assumed to know: the samples of every node, and the test set.
    public Knowledge knowledge() {
        List<Shard> shards = run.shards();
        Dataset none = new Shard(shards.getFirst().dataset(), new int[0]);
        return new Knowledge(
                shards,
                run.data().test().orElse(none),
                run.experiment().learning().training().loss(),
                new Seed(run.experiment().learning().seed()).derive("attack"),
                Optional.of(new Procedure(run.experiment().learning().training(), run.initialModel())));
    }
}
