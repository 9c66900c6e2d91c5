package murmur.node;

import java.util.List;
import murmur.math.ParameterVector;
import murmur.sharing.Audience;
import murmur.sharing.Shares;

/// Something a node did.
public sealed interface NodeEvent {
    int node();

    /// It sent its model to its neighbours.
    ///
    /// @param own its model before it was shared
    /// @param evaluated whether its iteration ends with an evaluation
    record Shared(int node, Audience audience, ParameterVector own, Shares shares, boolean evaluated)
            implements NodeEvent {}

    /// It finished an iteration.
    ///
    /// @param iteration from 0
    /// @param mixingSteps how often it has mixed since the start; an absent node does not
    record IterationEnded(int node, int iteration, int mixingSteps, Traffic traffic, Evaluation evaluation)
            implements NodeEvent {
        /// The same without the figures of single classes, to be kept for long.
        public IterationEnded withoutClasses() {
            return new IterationEnded(node, iteration, mixingSteps, traffic, evaluation.withoutClasses());
        }
    }

    /// It finished its last iteration with this model.
    record Finished(int node, ParameterVector model) implements NodeEvent {}

    /// Told of every event, from the threads of the nodes.
    @FunctionalInterface
    interface Observer {
        void on(NodeEvent event);

        /// Tells several observers, in their order.
        static Observer all(List<Observer> observers) {
            List<Observer> copy = List.copyOf(observers);
            return event -> copy.forEach(observer -> observer.on(event));
        }
    }
}
