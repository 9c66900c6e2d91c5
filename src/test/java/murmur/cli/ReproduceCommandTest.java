package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import murmur.report.Comparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
    private static final String BASE = """
            [EXPERIMENT]
            graph = ring
            nodes = 6
            iterations = 9
            test_after = 2
            [DATASET]
            dataset_class = Digits
            model_class = LogisticRegression
            random_seed = 90
            [OPTIMIZER_PARAMS]
            optimizer_class = SGD
            lr = 0.1
            [TRAIN_PARAMS]
            batch_size = 16
            rounds = 1
            [SHARING]
            save_models_for_attacks = 1
            """;

    private static final String RUNS = """
            name,averaging_rounds,sharing_class,noise_std
            plain,1,SharingAsymmetric,
            noisy,2,Muffliato,0.1
            """;

    @TempDir
    Path folder;

    private Path comparison() throws IOException {
        Files.writeString(folder.resolve("base.ini"), BASE);
        Files.writeString(folder.resolve("runs.csv"), RUNS);
        return folder;
    }

    @Test
    void aComparisonIsRunAttackedAndReportedAndThenLeftAlone() throws IOException {
        Path target = folder.resolve("made");

        Murmur first = murmur("reproduce", comparison(), "-o", target, "--iterations", 2);

        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.err()).contains("murmur run " + target.resolve("noisy.ini"), "--averaging-rounds 2");
        for (String run : List.of("plain", "noisy")) {
            assertThat(target.resolve(run)).isDirectoryContaining("glob:**/{threshold,classifier}_" + run + ".csv");
            assertThat(Files.readString(target.resolve(run + "/metrics.csv"))).contains("\n2,5,");
        }
        assertThat(Files.readString(target.resolve("report/index.html"))).contains("Muffliato, σ 0.1");
        Murmur again = murmur("reproduce", comparison(), "-o", target, "--iterations", 2);
        assertThat(again.err()).doesNotContain("murmur run", "murmur attack").contains("murmur report");
    }

    @Test
    void theWrittenConfigurationIsWhole() throws IOException {
        Comparison comparison = Comparison.read(comparison());
        Path file = folder.resolve("noisy.ini");

        comparison.write(comparison.rows().getLast(), file);

        assertThat(Files.readString(file)).isEqualTo(BASE.replace("[SHARING]\n", """
                [SHARING]
                sharing_class = Muffliato
                noise_std = 0.1
                """));
    }

    @Test
    void aRunThatCannotBeMadeEndsTheComparison() throws IOException {
        Path comparison = comparison();
        Files.writeString(folder.resolve("runs.csv"), RUNS.replace("Muffliato", "Muffliatto"));

        Murmur made = murmur("reproduce", comparison, "-o", folder.resolve("made"), "--iterations", 2);

        assertThat(made.status()).isEqualTo(2);
        assertThat(made.err()).contains("did you mean \"Muffliato\"?");
    }

    @Test
    void theComparisonOfThePaperHasSixteenRuns() {
        assertThat(Comparison.read(Path.of("experiments/zip_dl_2025")).rows()).hasSize(16);
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThat(murmur("reproduce", "zip_dl_2052").err())
                .contains("NAME must be a folder under experiments, was zip_dl_2052");
    }
}
