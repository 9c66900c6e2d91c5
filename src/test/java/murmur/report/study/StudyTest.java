package murmur.report.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StudyTest {
    private static RunResults run(String name, Measurement... measurements) {
        RunResults.Setup setup = new RunResults.Setup(Attributes.ofName(name), Optional.empty(), Optional.empty());
        RunResults.AttackResults attacked = new RunResults.AttackResults(List.of(), List.of(), List.of());
        return new RunResults(name, Path.of(name), setup, List.of(measurements), attacked, List.of());
    }

    private static Measurement measured(int node, int iteration, double accuracy, double bytes) {
        return new Measurement(node, iteration, Double.NaN, Double.NaN, accuracy, bytes);
    }

    @Test
    void namesOfTheReferenceTellTheirAttributes() {
        assertThat(Attributes.ofName(
                                "zerosum_selfnoise_128nodes_10avgsteps_4th_static_seed90_degree6_LeNet_lr0.05_3rounds")
                        .values())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "variant", "Zip-DL",
                        "nodes", "128",
                        "mixing steps", "10",
                        "noise", "0.05625",
                        "topology", "static",
                        "seed", "90",
                        "degree", "6",
                        "model", "LeNet",
                        "learning rate", "0.05",
                        "local steps", "3"));
    }

    @Test
    void theLastWordOfAnAttributeCounts() {
        assertThat(Attributes.ofName("zerosum_noselfnoise_2p5th_1th").values())
                .containsEntry("variant", "Zip-DL without self noise")
                .containsEntry("noise", "0.225");
    }

    @Test
    void runsThatDifferInTheirSeedOnlyAreOneGroup() {
        Study study = Study.of(List.of(
                run("muffliato_4th_seed90"),
                run("zerosum_4th_seed90"),
                run("muffliato_4th_seed91"),
                run("muffliato_8th_seed90")));

        assertThat(study.varied()).containsExactly("variant", "noise");
        assertThat(study.groups())
                .extracting(Group::label)
                .containsExactly("Muffliato, σ 0.05625", "Zip-DL, σ 0.05625", "Muffliato, σ 0.028125");
        assertThat(study.groups().getFirst().runs()).hasSize(2);
    }

    @Test
    void aSingleRunIsCalledByItsName() {
        assertThat(Study.of(List.of(run("nonoise_static"))).groups())
                .extracting(Group::label)
                .containsExactly("nonoise_static");
    }

    @Test
    void nodesOfAllRunsOfAGroupAreSummedUpTogether() {
        Study study = Study.of(List.of(
                run("nonoise_seed1", measured(0, 1, 10, 100), measured(1, 1, 20, 100), measured(0, 5, 60, 500)),
                run("nonoise_seed2", measured(0, 1, 30, 100), measured(1, 1, 40, 100), measured(1, 5, 80, 700))));
        Group group = study.groups().getFirst();

        assertThat(group.measured(Measurement::testAccuracy)
                        .firstEntry()
                        .getValue()
                        .mean())
                .isEqualTo(25);
        assertThat(group.measured(Measurement::testAccuracy).keySet()).containsExactly(1, 5);
        assertThat(group.measured(Measurement::trainLoss)).isEmpty();
    }

    /// At iteration 5, the first with a mean of 50 % or more, the two nodes had sent 500 and 700 bytes in one run each.
    @Test
    void bytesToReachAnAccuracyAreThoseOfAllNodesOfARun() {
        Group group = Study.of(List.of(
                        run("nonoise_seed1", measured(0, 1, 10, 100), measured(0, 5, 60, 500)),
                        run("nonoise_seed2", measured(0, 1, 30, 100), measured(0, 5, 80, 700))))
                .groups()
                .getFirst();

        assertThat(group.bytesToReach(50)).contains(600.0);
        assertThat(group.bytesToReach(71)).isEmpty();
    }

    /// 10, then 40: their running means are 10 and 25.
    @Test
    void theStartAverageIsTheMeanOfTheMeansSoFar() {
        Study study = Study.of(List.of(run("nonoise", measured(0, 1, 10, 1), measured(0, 2, 40, 2))));

        assertThat(new Aggregates(study).csv().lines().filter(line -> line.contains("test_acc")))
                .containsExactly(
                        "\"nonoise\",test_acc,1,1,10.0,NaN,10.0,10.0,10.0,10.0,10.0,10.0,10.0,10.0",
                        "\"nonoise\",test_acc,2,1,40.0,NaN,40.0,40.0,40.0,40.0,40.0,40.0,40.0,25.0");
    }
}
