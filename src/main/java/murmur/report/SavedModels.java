package murmur.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import murmur.BadInput;

/// The models a run saved as they were sent, ours or the reference's:
/// `machine<m>/attacked_model/machine<m>/<rank>/model_it<i>_<uid>_to<v>.npy`. Only names count, so the tree may
/// have been moved or put together from several machines.
final class SavedModels {
    private static final String FOLDER = "attacked_model";
    private static final Pattern NAME = Pattern.compile("model_it(\\d{1,9})_(\\d{1,9})_to(\\d{1,9})\\.npy");
    private static final int DEEPEST = 6;

    private SavedModels() {}

    /// One saved model.
    ///
    /// @param iteration from 1
    record Model(Path file, int iteration, int sender, int receiver) {
        static Optional<Model> of(Path file) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            return name.matches()
                    ? Optional.of(new Model(file, number(name, 1), number(name, 2), number(name, 3)))
                    : Optional.empty();
        }

        private static int number(Matcher name, int group) {
            return Integer.parseInt(name.group(group));
        }

        private List<Integer> key() {
            return List.of(iteration, sender, receiver);
        }
    }

    /// All models below a result folder, by iteration, sender and receiver; of several files of one name the first.
    ///
    /// @throws BadInput if there is none
    static List<Model> below(Path run) {
        List<Model> models = found(run);
        if (models.isEmpty()) {
            throw BadInput.must(
                            run.toString(), "hold saved models", "without any machine*/attacked_model/**/model_*.npy")
                    .cure("run the experiment with save_models_for_attacks = N in [SHARING], N being a period in"
                            + " iterations");
        }
        return models;
    }

    private static List<Model> found(Path run) {
        try (Stream<Path> files = Files.find(run, DEEPEST, (path, attributes) -> isSaved(run.relativize(path)))) {
            return files
                    .sorted()
                    .flatMap(file -> Model.of(file).stream())
                    .collect(Collectors.toMap(Model::key, Function.identity(), (first, again) -> first))
                    .values()
                    .stream()
                    .sorted(Comparator.comparingInt(Model::iteration)
                            .thenComparingInt(Model::sender)
                            .thenComparingInt(Model::receiver))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + run, failure);
        }
    }

    private static boolean isSaved(Path path) {
        return path.toString().contains(FOLDER) && path.getFileName().toString().endsWith(".npy");
    }
}
