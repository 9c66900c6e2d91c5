package murmur.transport.cluster;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import murmur.BadInput;
import org.jgroups.Address;
import org.jgroups.EmptyMessage;
import org.jgroups.Header;
import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.stack.Protocol;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets nobody into the group who has other addresses than this host: of two that claim the number of one machine, one
/// is not where the others have that machine, and would unsettle them even if they do not listen to it. For they would
/// agree with it on who is here, and it may be unable to reach some of them.
///
/// The name of a host in the group says its number and a checksum of its addresses, so that every packet shows both.
/// Whoever is turned away is told what the addresses are. It believes that only of a host that is where it has it
/// itself, for those it turns away say the same to others.
public final class Doorman extends Protocol {
    private static final Logger LOG = LoggerFactory.getLogger(Doorman.class);
    private static final short HEADER = 2600;
    private static final short PROTOCOL = 2601;

    static {
        ClassConfigurator.add(HEADER, Refusal.class);
        ClassConfigurator.addProtocol(PROTOCOL, Doorman.class);
    }

    private final List<String> hosts;
    private final int machine;
    private final Consumer<BadInput> refused;
    private final int checksum;
    private final Set<Address> strangers = ConcurrentHashMap.newKeySet();

    /// @param hosts where each machine listens, by machine
    /// @param machine this one
    /// @param refused told, by a thread of the network, why others do not let this host in
    Doorman(List<InetSocketAddress> hosts, int machine, Consumer<BadInput> refused) {
        this.hosts = hosts.stream()
                .map(host -> host.getAddress().getHostAddress() + ":" + host.getPort())
                .toList();
        this.machine = machine;
        this.refused = refused;
        CRC32C sum = new CRC32C();
        sum.update(this.hosts.toString().getBytes(StandardCharsets.UTF_8));
        checksum = (int) sum.getValue();
        setId(PROTOCOL);
    }

    /// A name of this host in the group that nobody else has.
    Address name() {
        long claim = (long) machine << Integer.SIZE | Integer.toUnsignedLong(checksum);
        return new UUID(UUID.randomUUID().getMostSignificantBits(), claim);
    }

    private boolean belongs(Address sender) {
        return sender instanceof UUID name && (int) name.getLeastSignificantBits() == checksum;
    }

    @Override
    public @Nullable Object up(Message message) {
        if (belongs(message.getSrc())) {
            return up_prot.up(message);
        }
        turnAway(message);
        return null;
    }

    @Override
    public void up(MessageBatch batch) {
        if (belongs(batch.sender())) {
            up_prot.up(batch);
        } else {
            batch.forEach(this::turnAway);
        }
    }

    private void turnAway(Message message) {
        if (!(message.getSrc() instanceof UUID sender)) {
            return;
        }
        int claimed = (int) (sender.getLeastSignificantBits() >>> Integer.SIZE);
        Refusal refusal = message.getHeader(id);
        if (refusal != null) {
            believe(claimed, refusal.hosts);
            return;
        }
        if (strangers.add(sender)) {
            LOG.warn("refused a host that says it is machine {}, for it has other addresses than this one", claimed);
        }
        down_prot.down(
                new EmptyMessage(sender).putHeader(id, new Refusal(hosts)).setFlag(Message.Flag.OOB));
    }

    private void believe(int other, List<String> its) {
        if (other != machine && at(hosts, other).equals(at(its, other))) {
            int where = IntStream.concat(IntStream.of(machine), IntStream.range(0, hosts.size() + its.size()))
                    .filter(each -> !at(hosts, each).equals(at(its, each)))
                    .findFirst()
                    .orElse(machine);
            refused.accept(BadInput.must(
                            "--addresses",
                            "have machine " + where + " " + at(its, where) + ", as machine " + other + " "
                                    + at(hosts, other) + " has it",
                            at(hosts, where))
                    .cure("give all hosts the same addresses and --offset, and every one its own number with"
                            + " --machine-id"));
        }
    }

    private static String at(List<String> hosts, int machine) {
        return machine < hosts.size() ? "at " + hosts.get(machine) : "nowhere";
    }

    /// Says where the sender has all machines.
    public static final class Refusal extends Header {
        private List<String> hosts;

        /// For JGroups, which then reads it.
        public Refusal() {
            this(List.of());
        }

        Refusal(List<String> hosts) {
            this.hosts = List.copyOf(hosts);
        }

        @Override
        public short getMagicId() {
            return HEADER;
        }

        @Override
        public Supplier<? extends Header> create() {
            return Refusal::new;
        }

        @Override
        public int serializedSize() {
            return Integer.BYTES
                    + hosts.stream()
                            .mapToInt(host -> Short.BYTES + host.getBytes(StandardCharsets.US_ASCII).length)
                            .sum();
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeInt(hosts.size());
            for (String host : hosts) {
                out.writeUTF(host);
            }
        }

        @Override
        public void readFrom(DataInput in) throws IOException {
            List<String> read = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                read.add(in.readUTF());
            }
            hosts = List.copyOf(read);
        }
    }
}
