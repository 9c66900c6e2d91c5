package murmur.launch;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import murmur.BadInput;
import murmur.node.Node;
import murmur.node.NodeEvent;

/// Saves the nodes of this process now and then, each by its own thread when it has finished the iteration. Nodes that
/// have all finished the same number of iterations are consistent: messages already sent for later ones are sent again.
public final class Checkpoints implements NodeEvent.Observer {
    private static final int KEPT = 2;

    /// Schedulers kill what has not ended within half a minute.
    private static final int PATIENCE_SECONDS = 25;

    private final Path results;
    private final Path folder;
    private final int every;
    private final Ledger ledger;
    private final Map<Integer, Node> nodes = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> saved = new HashMap<>();
    private final Map<Integer, Integer> completed = new HashMap<>();
    private String experiment = "";
    private IntUnaryOperator everywhere = iterations -> iterations;
    private int requested = -1;
    private volatile boolean stopped;
    private final CountDownLatch asRequested = new CountDownLatch(1);

    /// @param results the result folder
    /// @param machine whose folder in it gets the checkpoints
    /// @param every how many iterations there are between two checkpoints; 0: none
    public Checkpoints(Path results, int machine, int every, Ledger ledger) {
        this.results = results;
        folder = results.resolve("machine" + machine).resolve(SavedCheckpoints.FOLDER);
        this.every = every;
        this.ledger = ledger;
    }

    /// Neither saves nor resumes.
    static Checkpoints none() {
        return new Checkpoints(Path.of(""), 0, 0, Ledger.NONE);
    }

    boolean wanted() {
        return every > 0 && !stopped;
    }

    /// Saves no more; what has been saved stays.
    void stop() {
        stopped = true;
    }

    /// @param what the same for all runs that may go on from these checkpoints
    void of(String what) {
        experiment = what;
    }

    /// @param which how many iterations all machines have completed, given how many this one has
    void completedEverywhere(IntUnaryOperator which) {
        everywhere = which;
    }

    /// After how many iterations these nodes can go on.
    NavigableSet<Integer> complete(Collection<Integer> which) {
        return SavedCheckpoints.in(results).complete(which);
    }

    /// Takes charge of the nodes of this process, before they run.
    void watch(Map<Integer, Node> its) {
        nodes.putAll(its);
        if (wanted()) {
            its.values().stream().findFirst().ifPresent(Checkpoints::requireWritable);
        }
    }

    private static void requireWritable(Node node) {
        try (DataOutputStream nowhere = new DataOutputStream(OutputStream.nullOutputStream())) {
            node.writeTo(nowhere);
        } catch (UnsupportedOperationException unable) {
            throw BadInput.must("checkpoint_every", "be 0 with this sharing_class", "more")
                    .cure("remove checkpoint_every");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Puts nodes and ledger back to where a checkpoint found them.
    void resume(int iterations) {
        SavedCheckpoints all = SavedCheckpoints.in(results);
        Map<Integer, byte[]> written = new HashMap<>();
        try {
            for (Map.Entry<Integer, Node> node : nodes.entrySet()) {
                CheckpointFile file = all.read(iterations, node.getKey());
                if (!file.label().experiment().equals(experiment)) {
                    throw BadInput.must("--resume", "go on with the same experiment", "another configuration")
                            .cure("give the configuration and options the run was started with, or start anew with"
                                    + " --force");
                }
                node.getValue().readFrom(new DataInputStream(file.state()));
                written.put(node.getKey(), file.results());
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException("cannot resume: " + damaged.getMessage(), damaged);
        }
        ledger.resume(iterations, written);
    }

    @Override
    public void on(NodeEvent event) {
        if (event instanceof NodeEvent.IterationEnded ended) {
            int iterations = ended.iteration() + 1;
            if (isDue(ended.node(), iterations)) {
                save(ended.node(), iterations);
            }
        }
    }

    private synchronized boolean isDue(int node, int iterations) {
        completed.put(node, iterations);
        return (wanted() && iterations % every == 0) || (iterations == requested && !stopped);
    }

    private void save(int id, int iterations) {
        Node node = Objects.requireNonNull(nodes.get(id));
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        try {
            node.writeTo(new DataOutputStream(state));
            new CheckpointFile(
                            new CheckpointFile.Label(id, iterations, experiment),
                            state.toByteArray(),
                            ledger.results(id))
                    .write(folder.resolve(Integer.toString(iterations)));
            if (isLast(iterations)) {
                removeBefore(everywhere.applyAsInt(iterations));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write a checkpoint: " + failure, failure);
        }
    }

    private synchronized boolean isLast(int iterations) {
        boolean last = saved.merge(iterations, 1, Integer::sum) == nodes.size();
        if (last && iterations == requested) {
            asRequested.countDown();
        }
        return last;
    }

    /// Keeps the last two that all machines have, and whatever is newer.
    private void removeBefore(int complete) throws IOException {
        TreeSet<Integer> all = new TreeSet<>();
        try (DirectoryStream<Path> checkpoints = Files.newDirectoryStream(folder, "[0-9]*")) {
            checkpoints.forEach(checkpoint ->
                    all.add(Integer.parseInt(checkpoint.getFileName().toString())));
        }
        var older = all.headSet(complete, true).descendingIterator();
        for (int kept = 0; older.hasNext(); kept++) {
            int iterations = older.next();
            if (kept >= KEPT) {
                remove(folder.resolve(Integer.toString(iterations)));
            }
        }
    }

    private static void remove(Path checkpoint) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(checkpoint)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(checkpoint);
    }

    /// Has all nodes of this process saved at the end of the first iteration that none of them has ended yet, and waits
    /// for that. Only where all nodes are in this process.
    ///
    /// @return whether they were
    public boolean saveNow() {
        synchronized (this) {
            if (!wanted() || completed.isEmpty()) {
                return false;
            }
            requested = completed.values().stream()
                            .mapToInt(Integer::intValue)
                            .max()
                            .orElse(0)
                    + 1;
        }
        try {
            return asRequested.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
