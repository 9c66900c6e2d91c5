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
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import murmur.BadInput;
import murmur.node.Node;
import murmur.node.NodeEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Saves the nodes of this process now and then, each by its own thread when it has finished the iteration. Nodes that
/// have all finished the same number of iterations are consistent: messages already sent for later ones are sent again.
public final class Checkpoints implements NodeEvent.Observer {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int KEPT = 2;

    /// Schedulers kill what has not ended within half a minute.
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Path results;
    private final Path folder;
    private final int every;
    private final Ledger ledger;
    private final Map<Integer, Node> nodes = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> saved = new HashMap<>();
    private final Rendezvous rendezvous = new Rendezvous();
    private Company company = Company.NONE;
    private int machine;
    private String experiment = "";
    private volatile boolean stopped;

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
    public static Checkpoints none() {
        return new Checkpoints(Path.of(""), 0, 0, Ledger.NONE);
    }

    boolean wanted() {
        return every > 0 && !stopped;
    }

    /// Saves no more; what has been saved stays.
    void stop() {
        stopped = true;
        rendezvous.abandon();
    }

    /// @param what the same for all runs that may go on from these checkpoints
    void of(String what) {
        experiment = what;
    }

    /// The other machines of the run.
    interface Company {
        Company NONE = new Company() {
            @Override
            public int completed() {
                return Integer.MAX_VALUE;
            }

            @Override
            public void propose(int iterations) {}

            @Override
            public void leave(int savedAfter) {}
        };

        /// How many iterations all of them have completed.
        int completed();

        /// Tells them after how many iterations all are to be saved, for all that this machine knows.
        void propose(int iterations);

        /// Tells them that this machine will leave.
        ///
        /// @param savedAfter after how many iterations all were saved; 0 if they were not
        void leave(int savedAfter);
    }

    /// @param own the number of this machine
    /// @param machines how many there are
    void among(int own, int machines, Company others) {
        machine = own;
        company = others;
        rendezvous.of(own, machines);
    }

    /// Throws if the newest checkpoint in a result folder is one of another experiment. To be called before anything
    /// in the folder is changed; [#resume] looks at each file.
    ///
    /// @param own nodes that would go on from it here
    public static void requireSame(Path results, EmbeddedRun run, Collection<Integer> own) {
        String wanted = Prospectus.of(run).forCheckpoints();
        SavedCheckpoints.in(results)
                .newest(own)
                .filter(file -> !file.label().experiment().equals(wanted))
                .ifPresent(other -> {
                    throw otherExperiment();
                });
    }

    private static BadInput otherExperiment() {
        return BadInput.must("--resume", "go on with the same experiment", "another configuration")
                .cure("give the configuration and options the run was started with, or start anew with --force");
    }

    /// After how many iterations these nodes can go on.
    NavigableSet<Integer> complete(Collection<Integer> which) {
        return SavedCheckpoints.in(results).complete(which);
    }

    /// Takes charge of the nodes of this process, before they run.
    ///
    /// @param from how many iterations they have completed
    /// @param iterations how many they are to complete
    void watch(Map<Integer, Node> its, int from, int iterations) {
        nodes.putAll(its);
        rendezvous.over(from, iterations);
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
                    throw otherExperiment();
                }
                node.getValue().readFrom(new DataInputStream(file.state()));
                written.put(node.getKey(), file.results());
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException("cannot resume: " + damaged.getMessage(), damaged);
        }
        ledger.resume(iterations, written);
        LOG.info("goes on after {} iterations", iterations);
    }

    @Override
    public void on(NodeEvent event) {
        if (event instanceof NodeEvent.IterationEnded ended) {
            int iterations = ended.iteration() + 1;
            boolean due = wanted() && iterations % every == 0;
            if (due) {
                save(ended.node(), iterations);
            }
            if (rendezvous.pass(ended.node(), iterations) && !due && !stopped) {
                save(ended.node(), iterations);
            }
        }
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
                removeBefore(Math.min(iterations, company.completed()));
                rendezvous.reached(machine, iterations);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot save a checkpoint: " + failure.getMessage(), failure);
        }
    }

    private synchronized boolean isLast(int iterations) {
        return saved.merge(iterations, 1, Integer::sum) == nodes.size();
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

    /// Has all nodes of all machines saved at the end of the first iteration that none of them has ended yet, waits for
    /// that, and says goodbye to the other machines.
    ///
    /// @return whether they were
    public boolean saveNow() {
        try {
            boolean all = wanted() && rendezvous.isWorthwhile() && meet();
            company.leave(all ? rendezvous.meeting().orElse(0) : 0);
            return all;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean meet() throws InterruptedException {
        rendezvous.propose().ifPresent(company::propose);
        return rendezvous.await(PATIENCE);
    }

    /// Another machine wants to stop after so many iterations at the earliest.
    void proposed(int by, int iterations) {
        rendezvous.proposed(by, iterations);
        rendezvous.propose().ifPresent(company::propose);
    }

    /// The nodes of another machine have all ended so many iterations.
    void reached(int by, int iterations) {
        rendezvous.reached(by, iterations);
    }

    /// Another machine leaves, knowing that all were saved.
    void settle() {
        rendezvous.settle();
    }

    /// The nodes of this machine run no longer, or soon will not.
    void abandon() {
        rendezvous.abandon();
    }
}
