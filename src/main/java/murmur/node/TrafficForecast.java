package murmur.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import murmur.topology.Links;
import murmur.topology.Step;
import org.jspecify.annotations.Nullable;

/// What [Node]s will have counted when they have lived through a schedule, computed without running them: who sends how
/// much to whom follows from the topology and from who takes part.
public final class TrafficForecast {
    private final Meetings meetings;
    private final IntUnaryOperator machineOf;
    private final long modelBytes;
    private final List<BitSet> greeted = new ArrayList<>();
    private final Traffic[] traffic;
    private final int[] receivers;
    private final int[] abroad;
    private long between;
    private long models;

    /// What all nodes send together.
    ///
    /// @param betweenMachines what part of it goes to nodes of other machines
    /// @param models how many models
    public record Total(Traffic traffic, long betweenMachines, long models) {}

    private TrafficForecast(Meetings meetings, int nodes, IntUnaryOperator machineOf, long modelBytes) {
        this.meetings = meetings;
        this.machineOf = machineOf;
        this.modelBytes = modelBytes;
        traffic = new Traffic[nodes];
        receivers = new int[nodes];
        abroad = new int[nodes];
        Arrays.fill(traffic, Traffic.NONE);
        for (int node = 0; node < nodes; node++) {
            greeted.add(new BitSet());
        }
    }

    /// @param machineOf the machine of a node
    /// @param modelBytes what the values of one model take on their way
    public static Total of(
            Meetings meetings, Schedule schedule, int nodes, IntUnaryOperator machineOf, long modelBytes) {
        TrafficForecast forecast = new TrafficForecast(meetings, nodes, machineOf, modelBytes);
        forecast.start();
        @Nullable Links before = null;
        for (int iteration = 0; iteration < schedule.iterations(); iteration++) {
            for (int mixing = 0; mixing < schedule.mixingSteps(); mixing++) {
                Step step = new Step(iteration, mixing);
                Links links = meetings.topology().at(step);
                boolean others = mixing == 0 && !meetings.attendance().full();
                if (!links.equals(before) || others) {
                    forecast.meet(links, iteration);
                    before = links;
                }
                forecast.send(step);
            }
        }
        return forecast.total();
    }

    private void start() {
        for (int node = 0; node < traffic.length; node++) {
            greet(node, meetings.acquaintances(node), 1);
        }
    }

    private void greet(int node, int[] peers, int services) {
        BitSet known = greeted.get(node);
        int before = known.cardinality();
        for (int peer : peers) {
            if (!known.get(peer) && isAbroad(node, peer)) {
                between += Traffic.NONE.withGreetings(node, 1).totalBytes();
            }
            known.set(peer);
        }
        traffic[node] = traffic[node].withGreetings(node, known.cardinality() - before + services);
    }

    private boolean isAbroad(int node, int peer) {
        return machineOf.applyAsInt(node) != machineOf.applyAsInt(peer);
    }

    private void meet(Links links, int iteration) {
        for (int node = 0; node < traffic.length; node++) {
            int sender = node;
            int[] present = meetings.present(node, iteration)
                    ? IntStream.of(links.receivers(node))
                            .filter(peer -> meetings.present(peer, iteration))
                            .toArray()
                    : new int[0];
            receivers[node] = meetings.present(node, iteration) ? present.length : -1;
            abroad[node] = (int)
                    IntStream.of(present).filter(peer -> isAbroad(sender, peer)).count();
            greet(node, present, 0);
        }
    }

    private void send(Step step) {
        for (int node = 0; node < traffic.length; node++) {
            int count = receivers[node];
            if (count >= 0) {
                traffic[node] = traffic[node].withModels(node, step, count, count * modelBytes);
                between += abroad[node] * Traffic.messageBytes(step, count, modelBytes);
                models += count;
            }
        }
    }

    private Total total() {
        long data = Arrays.stream(traffic).mapToLong(Traffic::dataBytes).sum();
        long meta = Arrays.stream(traffic).mapToLong(Traffic::metaBytes).sum();
        return new Total(new Traffic(data, meta), between, models);
    }
}
