package murmur.cli;

import static murmur.cli.Murmur.murmur;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import murmur.math.NpyFile;
import murmur.math.ParameterVector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AttackCommandTest {
    @TempDir
    private Path folder;

    private Path run;

    @BeforeEach
    void runSomething() {
        run = folder.resolve("digits");
        Murmur done = murmur("run", new Desk(folder).digits(), "--log-dir", run, "--seed", 91, "--machines", 2);
        assertThat(done.status()).as(done.err()).isZero();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    private Path model(int machine, int rank, String start) throws IOException {
        Path models = run.resolve("machine" + machine + "/attacked_model/machine" + machine + "/" + rank);
        try (Stream<Path> files = Files.list(models)) {
            return files.filter(file -> file.getFileName().toString().startsWith(start))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void everySavedModelOfARunIsAttacked() throws IOException {
        Murmur attack = murmur("attack", run);
        assertThat(attack.status()).as(attack.err()).isZero();
        assertThat(attack.err()).doesNotContain("warning");
        assertThat(attack.out()).contains("digits: 16 nodes", "linkability", "sender found", "attacks.csv");
        // 16 nodes in iterations 1, 2 and 4.
        assertThat(lines(run.resolve("threshold_digits.csv"))).hasSize(1 + 48).allMatch(line -> line.matches("[,0].*"));
        assertThat(lines(run.resolve("biasedthreshold_digits.csv")).getFirst())
                .isEqualTo(",agent,target,iteration,top1_acc,top5_acc,top10_acc,top100_acc,top250_acc,top500_acc");
        assertThat(lines(run.resolve("linkability_digits.csv")).getFirst())
                .startsWith(",agent,iteration,linkability_real_rank,linkability_top1,linkability_top1_guess,"
                        + "linkability_top5,target,loss_trainset_0,loss_trainset_1,")
                .endsWith(",loss_trainset_15");
        List<String> tidy = lines(run.resolve("attacks.csv"));
        assertThat(tidy.getFirst()).isEqualTo("run,iteration,victim,observer,attack,metric,value,low,high");
        assertThat(tidy)
                .filteredOn(line -> line.contains(",threshold,roc_auc,"))
                .hasSize(48);
    }

    /// Alphabetical as text: class10 would stand before class2.
    @Test
    void columnsOfTheThresholdAttackAreThoseOfTheReference() throws IOException {
        assertThat(murmur("attack", run, "--attacks", "threshold").status()).isZero();
        assertThat(lines(run.resolve("threshold_digits.csv")).getFirst())
                .startsWith(",agent,gini_auc,gini_auc_balanced,gini_auc_class0,gini_auc_class1,")
                .contains(",gini_auc_class9,iteration,roc_auc,roc_auc_balanced,roc_auc_class0,")
                .endsWith(",roc_auc_class9,target");
    }

    @Test
    @Tag("slow")
    void theClassifierHasARowForEachSetting() throws IOException {
        assertThat(murmur("attack", run, "--attacks", "classifier").status()).isZero();
        List<String> lines = lines(run.resolve("classifier_digits.csv"));
        assertThat(lines.getFirst())
                .isEqualTo(",agent,attacked_information,attacker_dataset_mode,attacker_fraction,attacker_model,roc_auc,"
                        + "target,tpr_at_fpr0.0001,tpr_at_fpr0.001,tpr_at_fpr0.01,tpr_at_fpr0.1,tpr_at_fpr1e-05");
        assertThat(lines).hasSize(1 + 16 * 8);
        assertThat(lines.get(1)).startsWith("0,0,all,global,0.7,SimpleAttacker,");
    }

    @Test
    void resultsAreReplacedOnlyWhenToldSoAndOtherAttacksKeepTheirs() throws IOException {
        assertThat(murmur("attack", run, "--attacks", "threshold").status()).isZero();
        Murmur again = murmur("attack", run, "--attacks", "linkability,threshold");
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains("threshold_digits.csv, which exists", "--force");
        assertThat(run.resolve("linkability_digits.csv")).doesNotExist();
        List<String> threshold = lines(run.resolve("attacks.csv"));
        assertThat(murmur("attack", run, "--attacks", "linkability").status()).isZero();
        assertThat(lines(run.resolve("attacks.csv"))).containsAll(threshold).hasSizeGreaterThan(threshold.size());
        assertThat(murmur("attack", run, "--attacks", "linkability", "--iterations", "2", "--force")
                        .status())
                .isZero();
        assertThat(lines(run.resolve("linkability_digits.csv"))).hasSize(1 + 16);
        assertThat(lines(run.resolve("attacks.csv"))).containsAll(threshold);
    }

    @Test
    void modelsAreEvaluatedWhereTheUserSays() {
        Murmur there = murmur("attack", run, "--attacks", "threshold", "--device", "cuda");
        assertThat(there.status()).isEqualTo(2);
        assertThat(there.err()).contains("device must be one that this machine has, was cuda;");
        assertThat(murmur("attack", run, "--attacks", "threshold", "--device", "cpu")
                        .status())
                .isZero();
    }

    @Test
    void whatCanBeScoredIsScored() throws IOException {
        Files.delete(model(0, 3, "model_it2"));
        NpyFile.write(model(1, 1, "model_it1"), ParameterVector.of(1, 2, 3));
        Files.write(model(1, 2, "model_it4"), new byte[] {1, 2, 3});
        Murmur attack = murmur("attack", run, "--attacks", "linkability");
        assertThat(attack.status()).isZero();
        assertThat(attack.err())
                .contains("missing models: node 3 in iteration 2")
                .contains("must hold the 650 values of LogisticRegression, was 3 values")
                .contains("must be a .npy file");
        assertThat(lines(run.resolve("linkability_digits.csv"))).hasSize(1 + 45);
    }

    @Test
    void aRunThatDidNotEndIsAttackedAsFarAsItGot() throws IOException {
        Path manifest = run.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"done\"", "\"interrupted\""));
        for (int node = 0; node < 16; node++) {
            Files.delete(model(node / 8, node % 8, "model_it4"));
        }
        Murmur attack = murmur("attack", run, "--attacks", "linkability");
        assertThat(attack.status()).isZero();
        assertThat(attack.err()).contains("\"interrupted\"", "no models of iterations 4");
    }

    @Test
    void brokenModelsOfAllNodesAreAnError() throws IOException {
        for (int node = 0; node < 16; node++) {
            NpyFile.write(model(node / 8, node % 8, "model_it1"), ParameterVector.of(1));
        }
        Murmur attack = murmur("attack", run, "--iterations", "1");
        assertThat(attack.status()).isEqualTo(2);
        assertThat(attack.err()).contains("no model could be attacked");
        assertThat(run.resolve("attacks.csv")).doesNotExist();
    }

    @Test
    void wrongWordsAreRefusedBeforeAnythingStarts() {
        assertThat(murmur("attack", run, "--attacks", "treshold").err())
                .startsWith("murmur: --attacks: an attack must be one of ")
                .contains("did you mean \"threshold\"?");
        assertThat(murmur("attack", run, "--view", "everything").err()).startsWith("murmur: --view: the view must be ");
        assertThat(murmur("attack", run, "--iterations", "1..3").err()).contains("such as 1,100-500");
        assertThat(murmur("attack", run, "--iterations", "7").err()).contains("none of 1, 2, 4");
        assertThat(murmur("attack", folder.resolve("nowhere")).err()).contains("must be the folder of a run");
        assertThat(murmur("attack", run, "--view", "coalition:99").err()).contains("--view must include messages");
    }

    @Test
    void aRunWithoutSavedModelsSaysWhatToDo() throws IOException {
        Path bare = folder.resolve("bare");
        Path file = new Desk(folder).digits("save_models_for_attacks = 2", "save_models_for_attacks = -1");
        assertThat(murmur("run", file, "--log-dir", bare).status()).isZero();
        Murmur both = murmur("attack", bare, run, "--attacks", "linkability");
        assertThat(both.status()).isEqualTo(2);
        assertThat(both.err()).contains("save_models_for_attacks", "is not attacked, the other runs are");
        assertThat(run.resolve("linkability_digits.csv")).exists();
    }

    /// A configuration that was edited after the run, and a folder that was moved.
    @Test
    void aRunIsReadFromItsOwnFolder() throws IOException {
        Files.delete(folder.resolve("c.ini"));
        Path moved = Files.move(run, folder.resolve("elsewhere"));
        Murmur attack = murmur("attack", moved, "--attacks", "linkability", "--json");
        assertThat(attack.status()).as(attack.err()).isZero();
        JsonNode table = JsonMapper.shared().readTree(attack.out()).get(0);
        assertThat(table.get("run").asString()).isEqualTo("elsewhere");
        assertThat(table.get("figures").get(0).get("victims").intValue()).isEqualTo(16);
    }

    /// With another seed the data would be divided otherwise, and nothing be linked.
    @Test
    void optionsOfTheRunAreRemembered() {
        Murmur attack = murmur("attack", run, "--attacks", "linkability", "--json");
        assertThat(JsonMapper.shared()
                        .readTree(attack.out())
                        .get(0)
                        .get("figures")
                        .valueStream()
                        .filter(figure -> figure.get("metric").asString().equals("linkability_top1"))
                        .mapToDouble(figure -> figure.get("mean").doubleValue()))
                .hasSize(3)
                .allMatch(found -> found > 0.5);
    }
}
