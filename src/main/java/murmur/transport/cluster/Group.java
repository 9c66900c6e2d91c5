package murmur.transport.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import murmur.BadInput;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.stack.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hosts of one run that have found each other. Frames between two hosts arrive whole, once and in their order, as
/// long as both live; who is lost is noticed and told.
public final class Group implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Group.class);
    private static final String NAME = "murmur";
    private static final Duration LEAVING = Duration.ofSeconds(3);

    private final JChannel channel;
    private final Codec codec;
    private final Frame.Hello hello;
    private final Listener listener;
    private final Map<Integer, Address> addresses = new ConcurrentHashMap<>();
    private final Map<Integer, Address> lost = new ConcurrentHashMap<>();
    private final Map<Address, Boolean> greeted = new ConcurrentHashMap<>();
    private final Map<Address, Assembly> assemblies = new ConcurrentHashMap<>();
    private volatile boolean leaving;

    /// Told what other hosts do, from the threads of the network; must not block.
    public interface Listener {
        /// Frames of one host come in their order, and its `Hello` comes first.
        void received(Frame frame);

        /// A host that had said hello is gone, and will not be heard again.
        void lost(int machine);

        /// Another host does not let this one into the group.
        default void refused(BadInput why) {}
    }

    private Group(JChannel channel, Codec codec, Frame.Hello hello, Listener listener) {
        this.channel = channel;
        this.codec = codec;
        this.hello = hello;
        this.listener = listener;
    }

    /// Opens the port of this host and looks for the others; returns when some group is found, or founded.
    ///
    /// @param hello what every host is told first, with the number of this machine
    public static Group join(Stack stack, Codec codec, Frame.Hello hello, Listener listener) {
        return join(stack, Optional.empty(), codec, hello, listener);
    }

    /// @param faults what loses and delays packets in tests
    static Group join(Stack stack, Optional<Protocol> faults, Codec codec, Frame.Hello hello, Listener listener) {
        try {
            Doorman doorman = new Doorman(stack.hosts(), stack.machine(), listener::refused);
            JChannel channel = new JChannel(stack.protocols(faults, doorman)).name("machine" + hello.from());
            channel.addAddressGenerator(doorman::name);
            Group group = new Group(channel, codec, hello, listener);
            channel.setReceiver(group.new Ears());
            channel.connect(NAME);
            return group;
        } catch (Exception failure) {
            throw new IllegalStateException("cannot join the other hosts: " + failure.getMessage(), failure);
        }
    }

    /// Hands a frame over for a machine that said hello; waits while that machine is more than 16 MB behind. Frames for
    /// a machine that was lost vanish.
    public void send(int machine, Frame frame) {
        Address address = addresses.get(machine);
        if (address != null) {
            greet(address);
            send(address, frame);
        }
    }

    /// Says hello to another host, once, and before anything else.
    private void greet(Address other) {
        greeted.computeIfAbsent(other, address -> {
            send(address, hello);
            return true;
        });
    }

    /// Hands a frame over for every other machine.
    public void sendAll(Frame frame) {
        addresses.keySet().forEach(machine -> send(machine, frame));
    }

    private void send(Address address, Frame frame) {
        try {
            for (int piece = 0; piece < codec.pieces(frame); piece++) {
                channel.send(message(address, frame, piece));
            }
        } catch (Exception failure) {
            if (!leaving) {
                throw new IllegalStateException("cannot send to another host: " + failure.getMessage(), failure);
            }
        }
    }

    private Message message(Address address, Frame frame, int piece) {
        return frame instanceof Frame.Model model && codec.isPlain() && !model.repeated()
                ? new PieceMessage(address, codec, model, piece)
                : new BytesMessage(address, codec.encode(frame, piece));
    }

    /// Leaves the group; whoever stays learns it at once.
    @Override
    public void close() {
        leaving = true;
        // Saying goodbye to a host that no longer reads could take for ever.
        Thread closing = Thread.ofVirtual().start(channel::close);
        try {
            closing.join(LEAVING);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Ears implements Receiver {
        @Override
        public void receive(Message message) {
            try {
                Optional<Frame> whole = assembly(message.getSrc())
                        .add(codec.decode(message.getArray(), message.getOffset(), message.getLength()));
                if (whole.isEmpty()) {
                    return;
                }
                Frame frame = whole.get();
                if (frame instanceof Frame.Hello other) {
                    meet(other.from(), message.getSrc());
                } else if (!addresses.containsValue(message.getSrc())) {
                    boolean was = lost.containsValue(message.getSrc());
                    throw new BadFrame(was ? "its sender was lost" : "its sender has not said hello");
                }
                listener.received(frame);
            } catch (BadFrame refused) {
                LOG.warn("refused what {} sent: {}", message.getSrc(), refused.getMessage());
            }
        }

        private Assembly assembly(Address sender) {
            return assemblies.computeIfAbsent(sender, one -> new Assembly(codec));
        }

        private void meet(int machine, Address address) throws BadFrame {
            if (lost.containsKey(machine)) {
                dismiss(address);
                throw new BadFrame("machine " + machine + " was lost, and cannot come back");
            }
            if (machine == hello.from()) {
                throw new BadFrame("another host says that it is machine " + machine + ", too");
            }
            Address known = addresses.putIfAbsent(machine, address);
            if (known != null && !known.equals(address)) {
                sendAway(machine, address);
                throw new BadFrame("another host is machine " + machine + " already");
            }
            LOG.info("machine {} is here", machine);
        }

        /// Who comes second must not wait for messages that go to the first.
        private void sendAway(int machine, Address address) {
            Frame.Failure reason = new Frame.Failure(
                    hello.from(),
                    "another host is machine " + machine + " already; give every host its own number with"
                            + " --machine-id, and all the same addresses");
            // Not on this thread of the network, which sending could hold up.
            Thread.ofVirtual().start(() -> {
                greet(address);
                send(address, reason);
            });
        }

        @Override
        public void viewAccepted(View view) {
            if (leaving) {
                return;
            }
            List<Address> others = view.getMembers().stream()
                    .filter(member -> !member.equals(channel.getAddress()))
                    .toList();
            assemblies.keySet().retainAll(others);
            // Not on this thread of the network, which sending could hold up.
            Thread.ofVirtual().start(() -> others.forEach(Group.this::greet));
            others.stream().filter(lost::containsValue).forEach(this::dismiss);
            addresses.forEach((machine, address) -> {
                if (!view.containsMember(address) && addresses.remove(machine, address)) {
                    LOG.warn("machine {} is gone", machine);
                    lost.put(machine, address);
                    listener.lost(machine);
                }
            });
        }

        /// Tells a machine that was taken for lost what has become of it.
        private void dismiss(Address back) {
            Thread.ofVirtual().start(() -> {
                greet(back);
                send(back, new Frame.Dismissed(hello.from()));
            });
        }
    }
}
