package murmur.transport.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import murmur.math.ParameterVector;
import murmur.topology.Step;
import murmur.transport.Endpoint;
import murmur.transport.InMemoryTransport;
import murmur.transport.Message;
import murmur.transport.Transport;
import murmur.transport.TransportContract;
import org.junit.jupiter.api.Test;

class ClusterTransportTest extends TransportContract {
    @SuppressWarnings("NullAway.Init")
    private LoopbackHosts hosts;

    @Override
    protected Transport transport(int nodes, int capacity) {
        hosts = new LoopbackHosts(nodes, capacity, machine -> Optional.empty());
        return hosts;
    }

    /// Nodes 2, 5 and 8 are on another machine than node 0, and so are 1, 4 and 7.
    @Test
    void neighboursOnOneMachineShareWhatIsTheSame() {
        List<Frame.Model> frames = new ArrayList<>();
        try (Transport transport = new ClusterTransport(
                0, node -> node % 3, new InMemoryTransport(9, 9), (machine, model) -> frames.add(model))) {
            ParameterVector model = ParameterVector.of(1, 2);
            Endpoint node = transport.open(0);
            for (int to : new int[] {2, 4, 3, 5, 7}) {
                node.send(to, message(new Step(0, 0), model));
            }
            node.send(8, message(new Step(0, 0), ParameterVector.of(1, 2)));
            node.send(2, message(new Step(0, 0), model));
            node.send(5, message(new Step(0, 1), model));
            transport.open(6).send(8, message(new Step(0, 1), model));
        }
        assertThat(frames).extracting(Frame.Model::to).containsExactly(2, 4, 5, 7, 8, 2, 5, 8);
        assertThat(frames)
                .extracting(Frame.Model::repeated)
                .containsExactly(false, false, true, true, false, false, false, false);
    }

    private static Message message(Step step, ParameterVector model) {
        return new Message(0, step, 5, () -> model);
    }

    @Override
    protected void awaitFault() throws InterruptedException {
        hosts.throwFault();
    }
}
