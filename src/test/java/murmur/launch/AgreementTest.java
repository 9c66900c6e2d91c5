package murmur.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import murmur.random.NumpyRandom;
import murmur.random.Seed;
import murmur.transport.cluster.Frame.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementTest {
    private final Agreement zero = new Agreement(3, 0);
    private final Agreement two = new Agreement(3, 2);

    @Test
    void aLostMachineIsAbsentFromTheFirstIterationNobodyHasBegun() {
        assertThat(zero.lose(1)).isTrue();
        assertThat(two.lose(1)).isTrue();
        Standing ofZero = zero.standing(7);
        Standing ofTwo = two.standing(9);
        assertThat(zero.settle()).isEmpty();
        assertThat(zero.open()).isTrue();
        zero.hear(ofTwo);
        two.hear(ofZero);
        assertThat(zero.settle()).isEqualTo(Map.of(1, 9));
        assertThat(two.settle()).isEqualTo(Map.of(1, 9));
        assertThat(zero.open()).isFalse();
        assertThat(zero.settle()).isEmpty();
    }

    @Test
    void whatAnotherMachineSaysFirstCountsWhenTheLossIsNoticedHere() {
        two.lose(1);
        zero.hear(two.standing(4));
        assertThat(zero.settle()).isEmpty();
        zero.lose(1);
        zero.standing(6);
        assertThat(zero.settle()).isEqualTo(Map.of(1, 6));
    }

    @Test
    void whoMissedAnAgreementHearsOfItAtTheNext() {
        Agreement a = new Agreement(4, 0);
        Agreement b = new Agreement(4, 1);
        Agreement c = new Agreement(4, 2);
        List.of(a, b, c).forEach(each -> each.lose(3));
        Standing ofA = a.standing(5);
        Standing ofB = b.standing(3);
        Standing ofC = c.standing(4);
        a.hear(ofB);
        a.hear(ofC);
        b.hear(ofA);
        assertThat(a.settle()).isEqualTo(Map.of(3, 5));
        // Machine 2 is lost, too, before machine 1 has heard of it; machine 0 has gone on meanwhile.
        a.lose(2);
        b.lose(2);
        b.hear(a.standing(8));
        a.hear(b.standing(3));
        assertThat(b.settle()).isEqualTo(Map.of(2, 8, 3, 5));
        assertThat(a.settle()).isEqualTo(Map.of(2, 8));
    }

    @Test
    void whatWasSaidBeforeAnotherLossDoesNotCountEvenIfItComesLater() {
        Agreement a = new Agreement(4, 0);
        Agreement b = new Agreement(4, 1);
        a.lose(3);
        b.lose(3);
        Standing early = b.standing(3);
        a.lose(2);
        b.lose(2);
        a.standing(1);
        a.hear(b.standing(3));
        a.hear(early);
        assertThat(a.settle()).isEqualTo(Map.of(2, 3, 3, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0, 1, true", // half, with the first
        "2, 1, 0, false",
        "3, 0, 1, true",
        "3, 2, 0, true",
        "3, 0, 1 2, false",
        "4, 0, 2 3, true",
        "4, 2, 0 1, false",
        "5, 4, 0 1, true",
        "5, 0, 1 2 3, false",
    })
    void onlyMoreThanHalfOrHalfWithTheFirstGoOn(int machines, int own, String lost, boolean goOn) {
        Agreement agreement = new Agreement(machines, own);
        boolean last = false;
        for (String machine : lost.split(" ", -1)) {
            last = agreement.lose(Integer.parseInt(machine));
        }
        assertThat(last).isEqualTo(goOn);
    }

    @Test
    void aSecondLossCountsAgainstThoseWhoAgreedOnTheFirst() {
        zero.lose(1);
        two.lose(1);
        zero.hear(two.standing(1));
        two.hear(zero.standing(1));
        zero.settle();
        two.settle();
        assertThat(two.lose(0)).isFalse();
        assertThat(zero.lose(2)).isTrue();
        zero.standing(5);
        assertThat(zero.settle()).isEqualTo(Map.of(2, 5));
    }

    /// Hosts that crash and are cut off at random moments, with words under way: no two that go on may ever take
    /// different iterations, nor begin one without a machine that another one still has in it, and never may two sides
    /// go on apart.
    @Test
    void whateverIsLostAndWheneverNobodyContradictsAnother() {
        int agreed = 0;
        for (int seed = 0; seed < 2000; seed++) {
            agreed += new Simulation(new Seed(seed).derive("losses").generator()).run();
        }
        assertThat(agreed).isGreaterThan(1000);
    }

    /// One run of five hosts; the network hands words over in any order, or never to whom the sender has lost.
    private static final class Simulation {
        private static final int HOSTS = 5;

        private final NumpyRandom random;
        private final List<Agreement> hosts = new ArrayList<>();
        private final List<Deque<Runnable>> todo = new ArrayList<>();
        private final int[] begun = new int[HOSTS];
        private final List<Map<Integer, Integer>> absent = new ArrayList<>();
        private final Set<Integer> stopped = new TreeSet<>();
        private final List<Set<Integer>> left = new ArrayList<>();

        Simulation(NumpyRandom random) {
            this.random = random;
            for (int host = 0; host < HOSTS; host++) {
                hosts.add(new Agreement(HOSTS, host));
                todo.add(new ArrayDeque<>());
                absent.add(new HashMap<>());
                left.add(new TreeSet<>(IntStream.range(0, HOSTS).boxed().toList()));
            }
        }

        /// @return how many agreements there were
        int run() {
            int agreed = 0;
            for (int event = 0; event < 200; event++) {
                int host = random.nextInt(HOSTS);
                if (event == 20 || event == 20 + random.nextInt(60)) {
                    split();
                } else if (!stopped.contains(host) && !todo.get(host).isEmpty()) {
                    todo.get(host).remove().run();
                    agreed += settle(host);
                } else if (!stopped.contains(host) && !hosts.get(host).open()) {
                    begun[host] =
                            Math.max(begun[host], IntStream.of(begun).max().orElseThrow() - random.nextInt(3));
                    begun[host]++;
                }
            }
            for (int host = 0; host < HOSTS; host++) {
                if (!todo.get(host).isEmpty()) {
                    todo.get(host).remove().run();
                    agreed += settle(host);
                    host = -1;
                }
            }
            check();
            return agreed;
        }

        /// Cuts the hosts of one side off from one another.
        private void split() {
            Set<Integer> side = new TreeSet<>();
            IntStream.range(0, HOSTS).filter(host -> random.nextInt(3) == 0).forEach(side::add);
            for (int one = 0; one < HOSTS; one++) {
                for (int other = 0; other < HOSTS; other++) {
                    if (side.contains(one) != side.contains(other)
                            && left.get(one).remove(other)) {
                        int host = one;
                        int lost = other;
                        todo.get(host).add(() -> lose(host, lost));
                    }
                }
            }
        }

        private void lose(int host, int lost) {
            if (stopped.contains(host)) {
                return;
            }
            if (!hosts.get(host).lose(lost)) {
                stopped.add(host);
                return;
            }
            Standing standing = hosts.get(host).standing(begun[host]);
            for (int other : left.get(host)) {
                if (other != host && left.get(other).contains(host)) {
                    Deque<Runnable> its = todo.get(other);
                    boolean beforeTheCut = random.nextBoolean();
                    Runnable hears = () -> {
                        if (beforeTheCut || left.get(other).contains(host)) {
                            hosts.get(other).hear(standing);
                        }
                    };
                    if (random.nextBoolean()) {
                        its.addFirst(hears);
                    } else {
                        its.addLast(hears);
                    }
                }
            }
        }

        private int settle(int host) {
            if (stopped.contains(host)) {
                return 0;
            }
            Map<Integer, Integer> now = hosts.get(host).settle();
            now.forEach((machine, from) -> {
                assertThat(from).isGreaterThanOrEqualTo(begun[host]);
                assertThat(absent.get(host).put(machine, from)).isNull();
            });
            return now.isEmpty() ? 0 : 1;
        }

        private void check() {
            Map<Integer, Integer> from = new TreeMap<>();
            List<Integer> going = IntStream.range(0, HOSTS)
                    .filter(host -> !stopped.contains(host) && !hosts.get(host).open())
                    .boxed()
                    .toList();
            for (int host : going) {
                // Nobody who goes on is taken for lost by somebody else who does.
                assertThat(absent.get(host).keySet()).doesNotContainAnyElementsOf(going);
                absent.get(host)
                        .forEach((machine, iteration) -> assertThat(
                                        from.merge(machine, iteration, (a, b) -> a.equals(b) ? a : -1))
                                .isNotEqualTo(-1));
            }
        }
    }
}
