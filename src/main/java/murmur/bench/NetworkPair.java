package murmur.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import murmur.math.ParameterVector;
import murmur.topology.Step;
import murmur.transport.cluster.Frame;
import murmur.transport.cluster.Group;

/// Two hosts on this machine, this process and another one, and models on their way to the other.
final class NetworkPair implements Group.Listener, AutoCloseable {
    private static final int SENDERS = 4;
    private static final int PATIENCE_SECONDS = 120;
    /// So many turns pass before both processes run compiled code only; a run's hours are not like its first seconds.
    private static final int WARM_UP_TURNS = 10;

    private final int models;
    private final ParameterVector model;
    private final Process peer;
    private final Group group;
    private final BlockingQueue<Frame> answers = new LinkedBlockingQueue<>();

    /// @param values the length of a model
    /// @param models how many are sent in one turn
    NetworkPair(int values, int models, Optional<Path> keys) throws IOException, InterruptedException {
        this.models = models;
        float[] random = new float[values];
        for (int i = 0; i < values; i++) {
            random[i] = (float) Math.sin(i);
        }
        model = ParameterVector.owning(random);
        List<Integer> ports = LocalPeer.freePorts();
        peer = start(ports, keys);
        group = NetworkPeer.join(0, ports, values, keys, this);
        answer();
        for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
            send();
        }
    }

    private Process start(List<Integer> ports, Optional<Path> keys) throws IOException {
        List<Object> words = new ArrayList<>(ports);
        words.addAll(List.of(model.length(), models));
        keys.ifPresent(words::add);
        return LocalPeer.start(NetworkPeer.class, words);
    }

    /// The payload of one turn.
    long bytes() {
        return models * model.sizeBytes();
    }

    /// Sends all models of a turn, from several nodes at a time, and waits until the other end has read them all.
    Object send() throws InterruptedException {
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            IntStream.range(0, SENDERS)
                    .forEach(node -> all.add(nodes.submit(() -> {
                        for (int i = node; i < models; i += SENDERS) {
                            group.send(1, new Frame.Model(node, SENDERS, new Step(0, i), SENDERS, model));
                        }
                    })));
        }
        return answer();
    }

    private Frame answer() throws InterruptedException {
        Frame answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null) {
            throw new IllegalStateException("the other end does not answer");
        }
        return answer;
    }

    @Override
    public void received(Frame frame) {
        answers.add(frame);
    }

    @Override
    public void lost(int machine) {}

    @Override
    public void close() {
        group.close();
        peer.destroy();
    }
}
