package murmur.launch.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import murmur.launch.site.HostState.Phase;

/// A cluster somewhere else, as far as a launch can see it: it outlives launchers, which can be killed at any of its
/// answers, and it can refuse.
final class FakeCluster implements Site {
    final List<String> reservations = new ArrayList<>();
    final List<String> released = new ArrayList<>();
    final List<String> started = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    private final Set<String> staged = new LinkedHashSet<>();
    private final Set<String> results = new LinkedHashSet<>();
    private List<HostState> states = List.of();
    private String failing = "";
    private int looks;
    private int lifeLeft = Integer.MAX_VALUE;

    /// What `kill -9` is to a process.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// The launcher survives that many moments: one before, and one after everything that is done here.
    void killAfter(int moments) {
        lifeLeft = moments;
    }

    void fail(String operation) {
        failing = operation;
    }

    /// What the hosts are seen doing in the end.
    void ends(HostState... hosts) {
        states = List.of(hosts);
    }

    static HostState host(int machine, Phase phase, int status) {
        return new HostState(machine, "m" + machine, phase, status, "");
    }

    boolean isClean() {
        return staged.isEmpty() && released.containsAll(reservations);
    }

    private void moment() {
        if (lifeLeft-- == 0) {
            throw new Killed();
        }
    }

    /// Something that happens in one moment, or not at all.
    private void act(String name, Runnable deed) throws IOException {
        calls.add(name);
        moment();
        if (failing.equals(name)) {
            throw new IOException(name + " failed");
        }
        deed.run();
        moment();
    }

    @Override
    public void check() throws IOException {
        act("check", () -> {});
    }

    @Override
    public Notes stage() throws IOException {
        act("stage", () -> staged.add("program"));
        return Notes.of("folder", "there");
    }

    @Override
    public Optional<Notes> find(String token, Notes notes) throws IOException {
        act("find", () -> {});
        return reservations.contains(token) ? Optional.of(Notes.of("job", token)) : Optional.empty();
    }

    @Override
    public Notes reserve(String token, Notes notes) throws IOException {
        act("reserve", () -> reservations.add(token));
        return Notes.of("job", token);
    }

    @Override
    public Grant granted(Notes notes) throws IOException {
        act("granted", () -> looks++);
        return looks < 2 ? new Grant.Waiting("waiting") : new Grant.Ready(Notes.of("nodes", "a b"));
    }

    @Override
    public Notes start(Notes notes) throws IOException {
        act("start", () -> {
            if (!started.contains(notes.get("nodes"))) {
                started.add(notes.get("nodes"));
                results.add("machine0/0_results.json");
            }
        });
        return Notes.of("hosts", notes.get("job"));
    }

    @Override
    public List<HostState> look(Notes notes) throws IOException {
        act("look", () -> {});
        return states;
    }

    @Override
    public String log(int machine, Notes notes) {
        return "one line\nmurmur: the disk is full\n";
    }

    @Override
    public void stop(Notes notes) throws IOException {
        act("stop", () -> {});
    }

    @Override
    public int fetch(Path here, Notes notes) throws IOException {
        act("fetch", () -> {});
        if (staged.isEmpty()) {
            throw new IOException("the results are gone");
        }
        for (String file : results) {
            Files.createDirectories(here.resolve(file).getParent());
            Files.writeString(here.resolve(file), "{}");
        }
        return results.size();
    }

    @Override
    public void release(Notes notes) throws IOException {
        act("release", () -> released.add(notes.get("job")));
    }

    @Override
    public void clear(Notes notes) throws IOException {
        act("clear", staged::clear);
    }
}
