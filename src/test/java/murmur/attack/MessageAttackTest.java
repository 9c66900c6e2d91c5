package murmur.attack;

import static murmur.attack.Losses.evidence;
import static murmur.attack.Losses.judged;
import static murmur.attack.Losses.losses;
import static murmur.attack.Losses.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import murmur.BadInput;
import org.junit.jupiter.api.Test;

/// Attacks on one model, on losses short enough to follow by hand.
class MessageAttackTest {
    private static final double NAN = Double.NaN;
    private static final Attack THRESHOLD = new Threshold(new Bootstrap(200));

    @Test
    void theThresholdAttackTakesLowLossesForMembers() throws InterruptedException {
        Finding finding = judged(THRESHOLD, evidence(losses(0.1, 0.2, 0.9), losses(0.3, 0.9, 1.5)));
        // Members win 3 + 3 + 1 pairs and tie one.
        assertThat(value(finding, "roc_auc")).isCloseTo(7.5 / 9, within(1e-12));
        assertThat(value(finding, "gini_auc")).isCloseTo(2 * 7.5 / 9 - 1, within(1e-12));
        assertThat(value(finding, "tpr_at_fpr0.001")).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(value(finding, "balanced_accuracy")).isCloseTo((1 + 2.0 / 3) / 2, within(1e-12));
        assertThat(value(finding, "mean_loss_members")).isCloseTo(0.4, within(1e-6));
        assertThat(finding.figures())
                .filteredOn(figure -> figure.metric().equals("roc_auc"))
                .allMatch(figure -> figure.interval().contains(figure.value()));
    }

    @Test
    void lossesThatAreNoNumbersAreCountedAndLeftOut() throws InterruptedException {
        Finding finding = judged(THRESHOLD, evidence(losses(0.1, NAN, 0.2), losses(NAN, NAN, 0.3)));
        assertThat(value(finding, "roc_auc")).isEqualTo(1);
        assertThat(value(finding, "members")).isEqualTo(3);
        assertThat(value(finding, "nan_losses_members")).isEqualTo(1);
        assertThat(value(finding, "nan_losses_non_members")).isEqualTo(2);
        assertThat(value(finding, "mean_loss_members")).isCloseTo(0.15, within(1e-6));
    }

    @Test
    void aModelWithoutAnyLossGivesNoFigure() throws InterruptedException {
        Finding finding = judged(THRESHOLD, evidence(losses(NAN, NAN), losses(NAN, 1)));
        assertThat(value(finding, "roc_auc")).isNaN();
        assertThat(value(finding, "roc_auc_balanced")).isNaN();
        assertThat(value(finding, "mean_loss_members")).isNaN();
    }

    @Test
    void classesAreAttackedOneByOneWithTheirOwnLosses() throws InterruptedException {
        SampleLosses members = SampleLosses.of(new float[] {0.1f, 5, 0.3f}, new int[] {0, 2, 0});
        SampleLosses others = SampleLosses.of(new float[] {0.2f, 1, 2}, new int[] {0, 1, 2});
        Finding finding = judged(THRESHOLD, evidence(members, others));
        assertThat(value(finding, "roc_auc_class0")).isEqualTo(0.5);
        assertThat(value(finding, "roc_auc_class1")).isNaN();
        assertThat(value(finding, "roc_auc_class2")).isZero();
        assertThat(value(finding, "gini_auc_class2")).isEqualTo(-1);
        assertThat(finding.value("roc_auc_class3")).isEmpty();
    }

    /// The reference fails when there are more members than others.
    @Test
    void eitherSideIsReducedToTheSizeOfTheOther() throws InterruptedException {
        Finding more = judged(THRESHOLD, evidence(losses(0.1, 0.2, 0.3, 0.4), losses(9, 9)));
        Finding fewer = judged(THRESHOLD, evidence(losses(0.1), losses(9, 9, 9)));
        assertThat(value(more, "roc_auc_balanced")).isEqualTo(1);
        assertThat(value(fewer, "roc_auc_balanced")).isEqualTo(1);
    }

    @Test
    void theLowestLossesAreLookedAtInTheirOrder() throws InterruptedException {
        Finding finding = judged(new BiasedThreshold(), evidence(losses(0.1, 0.3, 0.4, 2), losses(0.2, 0.5)));
        assertThat(value(finding, "top1_acc")).isEqualTo(1);
        assertThat(value(finding, "top5_acc")).isEqualTo(3.0 / 5);
        // There are six samples only, and the share is of ten all the same.
        assertThat(value(finding, "top10_acc")).isEqualTo(4.0 / 10);
        assertThat(value(finding, "top500_acc")).isEqualTo(4.0 / 500);
    }

    @Test
    void onTiesOthersComeFirstAndTheIntervalSaysWhatMembersFirstWouldGive() throws InterruptedException {
        Finding finding = judged(new BiasedThreshold(), evidence(losses(1, 1, 1), losses(1, 1, 1)));
        assertThat(finding.figures().getFirst()).isEqualTo(new Figure("top1_acc", 0, new Interval(0, 1)));
        assertThat(finding.figures().get(1)).isEqualTo(new Figure("top5_acc", 2.0 / 5, new Interval(2.0 / 5, 3.0 / 5)));
    }

    private static Evidence shards(int sender, SampleLosses... shards) {
        return new Evidence(Losses.sighting(sender, 0), shards[sender], losses(), List.of(shards));
    }

    @Test
    void aModelIsLinkedToTheNodeOnWhoseSamplesItsLossIsLowest() throws InterruptedException {
        Finding finding = judged(
                new Linkability(),
                shards(2, losses(3, 1), losses(9), losses(1, 1.5), losses(0.5), losses(4), losses(5)));
        assertThat(value(finding, "linkability_real_rank")).isEqualTo(1);
        assertThat(value(finding, "linkability_top1")).isZero();
        assertThat(value(finding, "linkability_top1_guess")).isEqualTo(3);
        assertThat(value(finding, "linkability_top5")).isEqualTo(1);
        assertThat(value(finding, "loss_trainset_0")).isEqualTo(2);
    }

    @Test
    void amongEqualLossesTheFirstNodeIsGuessedAndNodesWithoutLossComeLast() throws InterruptedException {
        Finding finding = judged(new Linkability(), shards(1, losses(NAN), losses(2), losses(2)));
        assertThat(value(finding, "linkability_top1_guess")).isEqualTo(1);
        assertThat(value(finding, "linkability_real_rank")).isZero();
        assertThat(value(finding, "linkability_top5"))
                .as("there are three nodes only")
                .isNaN();
        assertThat(value(
                        judged(new Linkability(), shards(0, losses(NAN), losses(2), losses(2))),
                        "linkability_real_rank"))
                .isEqualTo(2);
    }

    @Test
    void attacksAreNamed() {
        assertThat(Attacks.names())
                .allSatisfy(name -> assertThat(Attacks.named(name).name()).isEqualTo(name));
        assertThatThrownBy(() -> Attacks.named("treshold"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("did you mean \"threshold\"?");
    }
}
