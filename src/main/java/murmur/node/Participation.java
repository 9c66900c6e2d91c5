package murmur.node;

/// Who takes part in which iterations. An absent node neither trains nor sends nor receives nor mixes in an iteration;
/// it is still evaluated.
///
/// Participation is a function of node and iteration that everybody can compute, so neighbours of an absent node know
/// that it is absent without a message, and never wait for it.
public sealed interface Participation permits Always, MarkovDropout, Absences {
    /// Opens this recipe for a run of so many iterations.
    Attendance over(int iterations);

    /// Answers the same question alike, whoever asks and whenever; for any number of threads.
    @FunctionalInterface
    interface Attendance {
        /// Everybody, always.
        Attendance FULL = new Attendance() {
            @Override
            public boolean present(int node, int iteration) {
                return true;
            }

            @Override
            public boolean full() {
                return true;
            }
        };

        /// Whether `node` takes part in `iteration`, counted from 0.
        boolean present(int node, int iteration);

        /// Whether it is known that nobody is ever absent.
        default boolean full() {
            return false;
        }
    }
}
