package murmur.launch.site;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import murmur.launch.site.HostState.Phase;
import murmur.launch.site.LaunchRecord.Outcome;

/// Watches hosts until it is clear how the run ends.
final class Following {
    private static final int LAST_LINES = 5;
    private static final String FAILURE = "murmur: ";

    private final LaunchFolder folder;
    private final Site site;
    private final boolean goesOn;

    /// Where every host is a run of its own, which depends on no other one: their names.
    private final List<String> runs;

    private final Launch.Manner manner;
    private long answered = System.nanoTime();
    private Optional<Long> firstBad = Optional.empty();
    private String said = "";

    /// Nobody answers, which says nothing about the run.
    static final class Unanswered extends IOException {
        private static final long serialVersionUID = 1L;

        Unanswered(String message) {
            super(message);
        }
    }

    Following(LaunchFolder folder, Site site, Request request, Launch.Manner manner) {
        this.folder = folder;
        this.site = site;
        goesOn = request.setting("goes_on").isPresent();
        runs = SlurmRuns.names(request);
        this.manner = manner;
    }

    /// @return how the run ended; nothing if it is to be cancelled
    /// @throws Unanswered if nobody has answered for too long
    Optional<Outcome> outcome(Notes notes) throws IOException, InterruptedException {
        while (!folder.isCancelled()) {
            List<HostState> hosts = look(notes);
            tell(hosts);
            if (isDecided(hosts)) {
                return Optional.of(judge(hosts, notes));
            }
            Thread.sleep(manner.patience().poll());
        }
        return Optional.empty();
    }

    private List<HostState> look(Notes notes) throws InterruptedException, Unanswered {
        String silence = "no machine answers";
        try {
            List<HostState> hosts = site.look(notes);
            if (!hosts.stream().allMatch(host -> host.phase() == Phase.UNREACHABLE)) {
                answered = System.nanoTime();
                return hosts;
            }
        } catch (IOException failure) {
            silence = failure.getMessage();
        }
        if (System.nanoTime() - answered > manner.patience().limit().toNanos()) {
            throw new Unanswered(silence + "; the run may go on: murmur launch resume " + folder.id() + " looks again");
        }
        remark(silence + ", trying again");
        return List.of();
    }

    private void tell(List<HostState> hosts) {
        if (!hosts.isEmpty()) {
            manner.teller().hosts(hosts);
        }
        hosts.stream()
                .filter(host -> !host.isOver())
                .map(HostState::said)
                .filter(line -> !line.isBlank())
                .findFirst()
                .ifPresent(this::remark);
    }

    private void remark(String line) {
        if (!line.equals(said)) {
            said = line;
            manner.teller().progress(line);
        }
    }

    /// All hosts have ended; or some have, and the others had time to.
    private boolean isDecided(List<HostState> hosts) {
        if (hosts.isEmpty()) {
            return false;
        }
        if (hosts.stream().allMatch(HostState::isOver)) {
            return true;
        }
        if (!runs.isEmpty()) {
            return false;
        }
        boolean someEnded = hosts.stream().anyMatch(host -> host.isOver() && !(goesOn && !host.hasSucceeded()));
        boolean othersSilent = hosts.stream().allMatch(host -> host.isOver() || host.phase() == Phase.UNREACHABLE);
        if (!someEnded && !othersSilent) {
            firstBad = Optional.empty();
            return false;
        }
        long now = System.nanoTime();
        firstBad = firstBad.or(() -> Optional.of(now));
        return now - firstBad.get() > manner.patience().grace().toNanos();
    }

    private Outcome judge(List<HostState> hosts, Notes notes) throws IOException, InterruptedException {
        boolean all = hosts.stream().allMatch(HostState::hasSucceeded);
        boolean some = hosts.stream().anyMatch(HostState::hasSucceeded);
        if (all || (some && goesOn)) {
            return Outcome.DONE;
        }
        if (!runs.isEmpty()) {
            return new Outcome(Launch.FAILED, unfinished(hosts));
        }
        HostState culprit = culprit(hosts);
        String machine = "machine " + culprit.machine() + " (" + culprit.where() + ")";
        return switch (culprit.phase()) {
            case KILLED -> new Outcome(Launch.FAILED, machine + " was killed" + lastWords(culprit, notes));
            case UNREACHABLE -> new Outcome(Launch.FAILED, machine + " does not answer");
            case ENDED ->
                new Outcome(
                        culprit.status() == Launch.WRONG ? Launch.WRONG : Launch.FAILED,
                        machine + ": " + reason(culprit, notes));
            case WAITING, RUNNING -> new Outcome(Launch.FAILED, machine + " did not end when the others had");
        };
    }

    private String unfinished(List<HostState> hosts) {
        List<String> names = hosts.stream()
                .filter(host -> !host.hasSucceeded())
                .map(host -> runs.get(host.machine()))
                .toList();
        return names.size() + " of " + hosts.size() + " runs did not finish: " + String.join(", ", names);
    }

    /// Of several, the one that is the least likely to have failed because of the others.
    private static HostState culprit(List<HostState> hosts) {
        for (Phase phase : List.of(Phase.KILLED, Phase.UNREACHABLE, Phase.ENDED)) {
            Optional<HostState> found = hosts.stream()
                    .filter(host -> host.phase() == phase && !host.hasSucceeded())
                    .min(java.util.Comparator.comparingInt(HostState::status));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return hosts.stream().filter(host -> !host.isOver()).findFirst().orElse(hosts.getFirst());
    }

    /// What the host said about its failure; the rest of its last lines is shown.
    private String reason(HostState host, Notes notes) throws InterruptedException {
        List<String> lines = lines(host, notes);
        Optional<String> reason =
                lines.stream().filter(line -> line.startsWith(FAILURE)).reduce((earlier, later) -> later);
        if (reason.isPresent()) {
            return reason.get().substring(FAILURE.length());
        }
        return "ended with status " + host.status() + lastWords(host, notes);
    }

    private String lastWords(HostState host, Notes notes) throws InterruptedException {
        List<String> lines = lines(host, notes);
        return lines.isEmpty()
                ? ", without a word"
                : "; it said last:\n"
                        + lines.stream()
                                .skip(Math.max(0, lines.size() - LAST_LINES))
                                .map(line -> "  " + line)
                                .collect(Collectors.joining("\n"));
    }

    private List<String> lines(HostState host, Notes notes) throws InterruptedException {
        try {
            return site.log(host.machine(), notes).lines().toList();
        } catch (IOException gone) {
            return List.of("its log cannot be read: " + gone.getMessage());
        }
    }
}
