package murmur.transport.cluster;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntUnaryOperator;
import murmur.math.ParameterVector;
import murmur.topology.Step;
import murmur.transport.Endpoint;
import murmur.transport.InMemoryTransport;
import murmur.transport.Mail;
import murmur.transport.Message;
import murmur.transport.Transport;

/// Carries messages between the nodes of several machines: by reference within this one, else through the group of
/// hosts.
public final class ClusterTransport implements Transport {
    private final int machine;
    private final IntUnaryOperator machines;
    private final InMemoryTransport memory;
    private final Carrier carrier;

    /// Takes what is to go to another machine.
    @FunctionalInterface
    public interface Carrier {
        void send(int machine, Frame.Model model);
    }

    /// @param machine this one
    /// @param machines the machine of each node
    /// @param memory for all nodes, of which those of this machine are used
    public ClusterTransport(int machine, IntUnaryOperator machines, InMemoryTransport memory, Carrier carrier) {
        this.machine = machine;
        this.machines = machines;
        this.memory = memory;
        this.carrier = carrier;
    }

    @Override
    public Endpoint open(int node) {
        if (machines.applyAsInt(node) != machine) {
            throw new IllegalStateException("node " + node + " is not on machine " + machine);
        }
        return new Door(memory.open(node));
    }

    /// Puts what came from another machine before its receiver.
    public void deliver(Frame.Model model) {
        Message message = new Message(model.from(), model.step(), model.degree(), model::values);
        memory.open(model.to()).send(model.to(), message);
    }

    /// Tells the nodes of this machine that one of another machine is lost.
    public void depart(int node) {
        memory.depart(node);
    }

    @Override
    public void close() {
        memory.close();
    }

    /// What a node sent last to another machine. Whether it is kept is no matter: then it is only sent again.
    private record Sent(Step step, WeakReference<ParameterVector> model) {
        boolean is(Step other, ParameterVector another) {
            return step.equals(other) && model.refersTo(another);
        }
    }

    /// Neighbours on one machine share what goes there once, where a node sends the same to all.
    private final class Door implements Endpoint {
        private final Endpoint inside;
        private final Map<Integer, Sent> latest = new ConcurrentHashMap<>();

        Door(Endpoint inside) {
            this.inside = inside;
        }

        @Override
        public void send(int to, Message message) {
            int its = machines.applyAsInt(to);
            if (its == machine) {
                inside.send(to, message);
                return;
            }
            ParameterVector model = message.model().get();
            Step step = message.step();
            Sent before = latest.put(its, new Sent(step, new WeakReference<>(model)));
            boolean repeated = before != null && before.is(step, model);
            carrier.send(its, new Frame.Model(message.from(), to, step, message.degree(), model, repeated));
        }

        @Override
        public Mail receive() throws InterruptedException {
            return inside.receive();
        }
    }
}
