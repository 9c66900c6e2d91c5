package murmur.launch.plan;

import java.util.List;
import java.util.Optional;
import murmur.launch.grid5000.Walltime;

/// What a run will cost.
///
/// @param shape what runs where
/// @param traffic what nodes send
/// @param disk what the result folder takes
/// @param memoryBytes what the machine with most nodes needs, an estimate
/// @param time an estimate, if one was made
/// @param walltime what there is of time, if that is limited
/// @param remarks what the user should know
public record Plan(
        String name,
        Shape shape,
        Traffic traffic,
        Disk disk,
        long memoryBytes,
        Optional<Time> time,
        Optional<Walltime> walltime,
        List<String> remarks) {
    public Plan {
        remarks = List.copyOf(remarks);
    }

    /// @param nodesPerMachine how many nodes each machine has
    /// @param cores of each machine that can work at a time
    /// @param model its name and how many values it has
    /// @param perNode whether no graph is known, so that only figures of one node mean anything
    public record Shape(
            List<Integer> nodesPerMachine,
            int cores,
            Model model,
            int iterations,
            int averagingRounds,
            boolean perNode) {
        public Shape {
            nodesPerMachine = List.copyOf(nodesPerMachine);
        }

        public int nodes() {
            return nodesPerMachine.stream().mapToInt(Integer::intValue).sum();
        }

        public int machines() {
            return nodesPerMachine.size();
        }
    }

    /// @param values as they are sent and saved
    public record Model(String name, int values) {}

    /// @param totalBytes as the last `total_bytes` of all nodes together
    /// @param betweenMachines what part of it goes from one machine to another
    /// @param models how many are sent
    /// @param exact whether it is this much; else it is no more
    public record Traffic(long totalBytes, long betweenMachines, long models, boolean exact) {}

    /// @param savedModels how many models are saved as they are sent
    /// @param modelBytes what they and the final weights take, exactly
    /// @param textBytes what the rest takes, an estimate
    public record Disk(long savedModels, long modelBytes, long textBytes) {}

    /// In seconds, of the machine that takes longest.
    ///
    /// @param training with what nodes do before and after it: noise, messages, the mean
    /// @param speed what it follows from
    public record Time(double training, double exchange, double evaluation, Speed speed) {
        public double total() {
            return training + exchange + evaluation;
        }
    }

    /// Whether the run ends within its walltime, as far as is known.
    public boolean fits() {
        return walltime.isEmpty()
                || time.isEmpty()
                || time.get().total() <= walltime.get().seconds();
    }
}
