package murmur.attack;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import murmur.attack.Attack.Campaign;
import murmur.attack.Attack.Samples;
import murmur.training.Workers;

/// Several attacks on one run. It is told of messages as they are sent, or as they were saved, in any order and by any
/// thread; every model goes once through the samples, whatever the number of attacks.
public final class Assessment implements AutoCloseable {
    private final View view;
    private final List<Campaign> campaigns = new ArrayList<>();
    private final Set<Samples> needs = EnumSet.noneOf(Samples.class);
    private final LossMeter meter;
    private final Workers workers;

    /// @param iterations the iterations in which messages will be seen, from 0
    public Assessment(Knowledge knowledge, Adversary adversary, SortedSet<Integer> iterations, Workers workers)
            throws InterruptedException {
        this(adversary, new Targets(knowledge, iterations, workers, ProgressListener.UNHEARD));
    }

    /// @param targets the run
    public Assessment(Adversary adversary, Targets targets) throws InterruptedException {
        view = adversary.view();
        workers = targets.workers();
        for (Attack attack : adversary.attacks()) {
            campaigns.add(attack.against(targets));
            needs.addAll(attack.needs());
        }
        meter = new LossMeter(targets.knowledge(), workers);
    }

    /// Who attacks: what it reads, and what it does with that.
    public record Adversary(View view, List<Attack> attacks) {
        public Adversary {
            attacks = List.copyOf(attacks);
        }

        /// The names of its attacks.
        public List<String> names() {
            return attacks.stream().map(Attack::name).toList();
        }
    }

    /// Attacks the models in these messages that the adversary reads.
    ///
    /// @return what each of them tells by itself
    public List<Finding> see(Sending sending) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Sighting sighting : view.of(sending)) {
            Evidence evidence = meter.measure(sighting, needs);
            findings.addAll(workers.call(worker -> judgements(evidence)));
        }
        return findings;
    }

    private List<Finding> judgements(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        campaigns.forEach(campaign -> findings.addAll(campaign.judge(evidence)));
        return findings;
    }

    /// What all models together tell.
    public List<Finding> conclude() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Campaign campaign : campaigns) {
            findings.addAll(campaign.conclude());
        }
        return findings;
    }

    @Override
    public void close() {
        meter.close();
    }
}
