package murmur.launch;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import murmur.BadInput;
import murmur.experiment.Communication;
import murmur.experiment.Placement;
import murmur.math.ParameterVector;
import murmur.node.NodeEvent;
import murmur.training.Workers;
import murmur.transport.cluster.ClusterTransport;
import murmur.transport.cluster.Codec;
import murmur.transport.cluster.Frame;
import murmur.transport.cluster.Group;
import murmur.transport.cluster.Stack;

/// One machine's part of a run over several: its nodes in this process, the others behind the network.
public final class HostRun {
    private static final Duration REMINDER = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final EmbeddedRun run;
    private final Site site;
    private final Prospectus prospectus;
    private final Checkpoints checkpoints;
    private final Offers offered;
    private final NodeThreads threads;
    private final RollCall roll;
    private final Losses losses;
    private final ClusterTransport transport;
    private volatile Optional<Group> group = Optional.empty();
    private volatile News news = text -> {};

    /// What happens in a run over several machines.
    @FunctionalInterface
    public interface News {
        /// Something the user should know.
        void say(String text);

        /// All nodes of another machine have completed so many iterations.
        default void completed(int machine, int iterations) {}

        /// The run goes on without a machine.
        default void lost(Loss loss) {}
    }

    /// Where this process is.
    ///
    /// @param hosts where each machine listens, by machine
    /// @param machine this one
    /// @param tls the keys of the run, if it is to be closed to strangers
    public record Site(
            List<InetSocketAddress> hosts, int machine, Communication communication, Optional<SSLContext> tls) {
        public Site {
            hosts = List.copyOf(hosts);
        }

        /// @throws BadInput if the port of this machine cannot be opened
        public void requireFreePort() {
            TakenPort.requireFree(hosts.get(machine));
        }
    }

    /// @param run of which the nodes of this machine are run here
    /// @param resumed whether to go on from the newest checkpoint that all machines have
    public HostRun(EmbeddedRun run, Site site, Checkpoints checkpoints, boolean resumed) {
        this.run = run;
        this.site = site;
        this.checkpoints = checkpoints;
        Prospectus all = Prospectus.of(run);
        checkpoints.of(all.forCheckpoints());
        prospectus = all.with("on_failure", site.communication().onFailure().toString());
        offered = new Offers(resumed ? checkpoints.complete(nodes()) : new TreeSet<>());
        Placement placement = run.experiment().placement();
        threads = new NodeThreads(placement);
        roll = new RollCall(site.hosts().size(), this::stop);
        checkpoints.among(site.machine(), site.hosts().size(), new Others(site.machine(), roll, this::tell));
        losses = new Losses(site, placement, roll, run.attendance(), new Aftermath());
        int[] machines = java.util.stream.IntStream.range(0, run.experiment().nodes())
                .map(placement::machine)
                .toArray();
        transport = new ClusterTransport(
                site.machine(),
                node -> machines[node],
                run.memory(goesOn() ? run.experiment().nodes() : 0),
                (machine, model) -> group.orElseThrow().send(machine, model));
    }

    /// Waits for the other machines, runs the nodes of this one to their end, and waits until all machines have
    /// finished.
    ///
    /// @param listener told what happens
    /// @return the final models of the nodes of this machine
    /// @throws RunFailure when a node fails, or a machine is lost and the run does not go on without it
    /// @throws BadInput when other machines have other addresses
    public Map<Integer, ParameterVector> run(int workers, NodeEvent.Observer observer, News listener)
            throws InterruptedException {
        news = listener;
        Codec codec =
                new Codec(run.network().length(), run.experiment().exchange().encoding());
        Frame.Hello hello = new Frame.Hello(site.machine(), prospectus.text() + "\n" + offered.text());
        roll.isHere(site.machine());
        try (threads;
                transport;
                Group joined = Group.join(stack(), codec, hello, new Switchboard())) {
            group = Optional.of(joined);
            awaitAll();
            Map<Integer, ParameterVector> models = run(workers, observer);
            depart(joined);
            return models;
        }
    }

    private Map<Integer, ParameterVector> run(int workers, NodeEvent.Observer observer) throws InterruptedException {
        List<Integer> nodes = nodes();
        NodeEvent.Observer all =
                NodeEvent.Observer.all(List.of(observer, checkpoints, new Laps(nodes.size(), this::completed)));
        try (Workers pool = run.workers(workers)) {
            return run.run(
                    pool,
                    all,
                    new EmbeddedRun.Local(
                            nodes, losses.attendance(), transport, threads, checkpoints, offered.newest()));
        } catch (RunFailure failure) {
            // So that the others know the cause before they see this machine leave.
            Frame.Failure cause = new Frame.Failure(site.machine(), text(failure));
            Thread telling = Thread.ofVirtual().start(() -> group.ifPresent(joined -> joined.sendAll(cause)));
            telling.join(FAREWELL.dividedBy(5));
            throw failure;
        }
    }

    private void tell(Frame frame) {
        group.ifPresent(joined -> joined.sendAll(frame));
    }

    private void stop(RuntimeException cause) {
        threads.fail(cause);
        checkpoints.abandon();
    }

    /// Whether the loss of a machine does not end the run.
    private boolean goesOn() {
        return site.communication().onFailure() == Communication.OnFailure.CONTINUE;
    }

    private List<Integer> nodes() {
        return run.experiment().placement().nodes(site.machine()).boxed().toList();
    }

    private static String text(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }

    private Stack stack() {
        // A third of the time is left for the others to agree that a machine is gone.
        Duration silence = site.communication().failureTimeout().multipliedBy(6).dividedBy(10);
        return new Stack(site.hosts(), site.machine(), silence, site.tls());
    }

    private void awaitAll() throws InterruptedException {
        Duration limit = site.communication().joinTimeout();
        for (Duration waited = Duration.ZERO; waited.compareTo(limit) < 0; waited = waited.plus(REMINDER)) {
            if (roll.awaitAllHere(limit.compareTo(REMINDER) < 0 ? limit : REMINDER)) {
                return;
            }
            news.say("waiting for " + missing());
        }
        throw new HostFailure("no word from " + missing() + " within " + limit.toSeconds()
                + " s; start murmur host there with the same configuration and addresses, see that its port can be"
                + " reached, or set [COMMUNICATION] join_timeout");
    }

    private String missing() {
        Whereabouts where = new Whereabouts(site.hosts(), run.experiment().placement());
        return Arrays.stream(roll.missing()).mapToObj(where::of).collect(Collectors.joining(", "));
    }

    private void completed(int iterations) {
        roll.hasCompleted(site.machine(), iterations);
        group.ifPresent(joined -> joined.sendAll(new Frame.Progress(site.machine(), iterations)));
    }

    /// Nobody leaves before all have what they need. All hear who has finished; the first machine that is left says the
    /// end, and stays until the others, having heard it, are gone.
    private void depart(Group joined) throws InterruptedException {
        roll.isDone(site.machine());
        joined.sendAll(new Frame.Done(site.machine()));
        if (roll.awaitEnd(site.machine())) {
            joined.sendAll(new Frame.End(site.machine()));
            roll.awaitAllGone(FAREWELL);
        }
    }

    private final class Aftermath implements Losses.Aftermath {
        @Override
        public void tell(Frame.Standing standing) {
            // Not on a thread of the network, which sending could hold up.
            Thread.ofVirtual().start(() -> group.ifPresent(joined -> joined.sendAll(standing)));
        }

        @Override
        public void saveNoMore() {
            checkpoints.stop();
        }

        @Override
        public void depart(int node) {
            transport.depart(node);
        }

        @Override
        public void record(Loss loss) {
            news.lost(loss);
        }
    }

    /// Hands what comes from other machines to whom it concerns.
    private final class Switchboard implements Group.Listener {
        @Override
        public void received(Frame frame) {
            switch (frame) {
                case Frame.Model model -> deliver(model);
                case Frame.Hello hello -> welcome(hello);
                case Frame.Progress progress -> {
                    roll.hasCompleted(progress.from(), progress.iterations());
                    checkpoints.reached(progress.from(), progress.iterations());
                    news.completed(progress.from(), progress.iterations());
                }
                case Frame.Failure failure -> losses.failed(failure.from(), failure.message());
                case Frame.Done done -> roll.isDone(done.from());
                case Frame.End end -> roll.end();
                case Frame.Standing standing -> losses.hear(standing);
                case Frame.Dismissed dismissed ->
                    roll.fail(new HostFailure("machine " + dismissed.from()
                            + " has taken this one, machine " + site.machine()
                            + ", for lost; it cannot take part any more"));
                case Frame.Halt halt -> checkpoints.proposed(halt.from(), halt.iterations());
                case Frame.Leaving leaving -> leaves(leaving);
            }
        }

        @Override
        public void refused(BadInput why) {
            roll.fail(why);
        }

        private void leaves(Frame.Leaving leaving) {
            String saved = "";
            if (leaving.savedAfter() > 0) {
                checkpoints.settle();
                saved = "; all machines have saved a checkpoint after " + leaving.savedAfter()
                        + " iterations, from which the same commands go on with --resume";
            }
            losses.leaves(leaving.from(), "was told to stop" + saved);
        }

        private void deliver(Frame.Model model) {
            try {
                transport.deliver(model);
            } catch (IllegalStateException overflow) {
                roll.fail(new HostFailure(text(overflow)));
            }
        }

        private void welcome(Frame.Hello hello) {
            offered.limitTo(hello.experiment());
            Optional<String> difference = prospectus.difference(hello.experiment());
            if (difference.isPresent()) {
                roll.fail(new HostFailure("machine " + hello.from() + " runs another experiment: " + difference.get()));
            } else {
                roll.isHere(hello.from());
            }
        }

        @Override
        public void lost(int machine) {
            if (roll.left(machine)) {
                losses.left(machine);
            }
        }
    }
}
