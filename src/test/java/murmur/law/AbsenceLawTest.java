package murmur.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.math.ParameterVector;
import murmur.mixing.MetropolisHastings;
import murmur.mixing.UniformMixing;
import murmur.node.Absences;
import murmur.node.Always;
import murmur.node.MarkovDropout;
import murmur.node.NodeEvent;
import murmur.node.Participation;
import murmur.node.Schedule;
import murmur.privacy.MeanNoise;
import murmur.privacy.Muffliato;
import murmur.privacy.NoiseSource;
import murmur.privacy.ZeroSumNoise;
import murmur.privacy.ZeroSumNoise.Absent;
import murmur.privacy.ZeroSumNoise.Weighting;
import murmur.sharing.Audience;
import murmur.sharing.PlainSharing;
import murmur.sharing.Shares;
import murmur.sharing.Sharing;
import murmur.topology.DynamicRegular;
import murmur.topology.EpidemicLocal;
import murmur.topology.Step;
import murmur.topology.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What neighbours that change and nodes that come and go do to mixing and noise.
@Timeout(60)
class AbsenceLawTest {
    private static final int NODES = 12;
    private static final int DEGREE = 5;
    private static final double ROUNDING = 2e-6;
    private static final double VISIBLE = 1e-2;
    private static final Participation DROPOUT = new MarkovDropout(0.3, 0.5, MarkovDropout.Raised.AFTER_ABSENCE, 90);

    /// Few enough that everybody has two neighbours left, without whom there is nothing noise could cancel against.
    private static final Participation TWO_ABSENT =
            new Absences(List.of(new Absences.Period(3, 1, 2), new Absences.Period(8, 1, 3)));

    static Stream<Topology> topologies() {
        return Stream.of(
                new DynamicRegular(NODES, DEGREE, 90, false),
                new DynamicRegular(NODES, DEGREE, 90, true),
                new EpidemicLocal(NODES, DEGREE, 90, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("topologies")
    void theNumberOfWorkersChangesNothing(Topology topology) {
        Gathering gathering = new Gathering(
                topology,
                DROPOUT,
                new UniformMixing(),
                new ZeroSumNoise(0.1, true, Weighting.UNIFORM, 17),
                new Schedule(6, 2, 2, 2, true));
        List<ParameterVector> one = gathering.run(SmallNetwork.training(0.1, 8), 1, event -> {});
        assertThat(gathering.run(SmallNetwork.training(0.1, 8), 4, event -> {})).isEqualTo(one);
    }

    @Test
    void mixingPreservesTheMeanWhoeverIsAbsent() {
        double[] start = SmallNetwork.mean(SmallNetwork.differentModels(NODES, Gathering.LENGTH));
        double[] end = SmallNetwork.mean(gathering(DROPOUT, new PlainSharing()).run(event -> {}));
        assertThat(SmallNetwork.largestDifference(start, end)).isLessThan(ROUNDING);
    }

    @Test
    void nobodyWaitsForAnAbsentNode() {
        Participation onlyTwo = new Absences(IntStream.range(2, NODES)
                .mapToObj(node -> new Absences.Period(node, 1, 1_000_000))
                .toList());
        List<NodeEvent.Shared> shared = Collections.synchronizedList(new ArrayList<>());
        List<ParameterVector> end = gathering(onlyTwo, new PlainSharing()).run(event -> {
            if (event instanceof NodeEvent.Shared sharing) {
                shared.add(sharing);
            }
        });
        assertThat(shared).extracting(NodeEvent.Shared::node).containsOnly(0, 1);
        assertThat(end.subList(2, NODES))
                .isEqualTo(SmallNetwork.differentModels(NODES, Gathering.LENGTH).subList(2, NODES));
    }

    @Test
    void anAbsentNodeSendsNoByte() {
        Participation noZero = new Absences(List.of(new Absences.Period(0, 1, 1000)));
        gathering(noZero, new PlainSharing()).run(event -> {
            if (event instanceof NodeEvent.IterationEnded ended && ended.node() == 0) {
                assertThat(ended.traffic().dataBytes()).isZero();
                assertThat(ended.mixingSteps()).isZero();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void redrawnNoiseLeavesTheMeanUnchangedWhoeverIsAbsent(boolean selfNoise) {
        Participation participation = selfNoise ? DROPOUT : TWO_ABSENT;
        assertThat(shift(participation, zeroSum(selfNoise, Absent.REDRAW))).isLessThan(ROUNDING * 5);
        assertThat(leftOver(participation, zeroSum(selfNoise, Absent.REDRAW))).isLessThan(1e-6);
    }

    /// Redrawn for one receiver alone, the noise would have to be zero.
    @Test
    void theOnlyNeighbourPresentDoesNotGetTheBareModel() {
        Audience audience = new Audience(
                new Step(0, 0), List.of(new Audience.Receiver(1, 0.3, false), new Audience.Receiver(2, 0.3)), 0.7);
        ParameterVector own = ParameterVector.of(1, 2, 3, 4);
        Shares shares = zeroSum(false, Absent.REDRAW).forNode(0).share(own, audience);
        for (int i = 0; i < own.length(); i++) {
            assertThat(Math.abs(shares.sent(1).at(i) - own.at(i))).isGreaterThan(1e-4f);
        }
    }

    /// Otherwise the law above would say nothing.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noiseForAbsentNodesShiftsTheMean(boolean selfNoise) {
        assertThat(shift(TWO_ABSENT, zeroSum(selfNoise, Absent.IGNORE))).isGreaterThan(VISIBLE);
        assertThat(shift(DROPOUT, zeroSum(selfNoise, Absent.IGNORE))).isGreaterThan(VISIBLE);
    }

    @Test
    void whenAllTakePartRedrawingChangesNothing() {
        assertThat(gathering(new Always(), zeroSum(true, Absent.REDRAW)).run(event -> {}))
                .isEqualTo(gathering(new Always(), zeroSum(true, Absent.IGNORE)).run(event -> {}));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsLeftInTheMeanIsZeroOnRegularGraphsIfAllTakePart(boolean selfNoise) {
        assertThat(leftOver(new Always(), zeroSum(selfNoise, Absent.IGNORE))).isLessThan(1e-7);
        assertThat(leftOver(DROPOUT, zeroSum(selfNoise, Absent.IGNORE))).isGreaterThan(VISIBLE);
    }

    @Test
    void whatIsLeftOfIndependentNoiseIsSigmaOverTheRootOfTheNodes() {
        assertThat(leftOver(new Always(), new Muffliato(1, 17))).isCloseTo(1 / Math.sqrt(NODES), within(0.03));
    }

    @Test
    void whatIsMeasuredIsTheShiftOfTheMean() {
        Sharing noise = zeroSum(true, Absent.IGNORE);
        Gathering once = gathering(DROPOUT, noise);
        double[] with = SmallNetwork.mean(oneIteration(once).run(event -> {}));
        double[] without =
                SmallNetwork.mean(oneIteration(once).sharing(new PlainSharing()).run(event -> {}));
        double squares = IntStream.range(0, with.length)
                .mapToDouble(i -> Math.pow(with[i] - without[i], 2))
                .sum();
        assertThat(leftOver(DROPOUT, noise)).isCloseTo(Math.sqrt(squares / with.length), within(1e-6));
    }

    private static Sharing zeroSum(boolean selfNoise, Absent absent) {
        return new ZeroSumNoise(1, selfNoise, Weighting.UNIFORM, absent, NoiseSource.numpy(17));
    }

    private static Gathering gathering(Participation participation, Sharing sharing) {
        return new Gathering(
                new DynamicRegular(NODES, DEGREE, 90, false),
                participation,
                new MetropolisHastings(),
                sharing,
                new Schedule(3, 1, 1000, 1000, false));
    }

    private static Gathering oneIteration(Gathering longer) {
        return new Gathering(
                longer.topology(),
                longer.participation(),
                longer.mixing(),
                longer.sharing(),
                new Schedule(1, 1, 1000, 1000, false));
    }

    private static double shift(Participation participation, Sharing noise) {
        double[] with = SmallNetwork.mean(gathering(participation, noise).run(event -> {}));
        double[] without =
                SmallNetwork.mean(gathering(participation, new PlainSharing()).run(event -> {}));
        return SmallNetwork.largestDifference(with, without);
    }

    /// In the first iteration, which is always evaluated.
    private static double leftOver(Participation participation, Sharing noise) {
        MeanNoise mean = new MeanNoise(NODES);
        oneIteration(gathering(participation, noise)).run(event -> {
            if (event instanceof NodeEvent.Shared shared && shared.evaluated()) {
                mean.add(shared.own(), shared.audience(), shared.shares());
            }
        });
        return mean.rootMeanSquare();
    }
}
