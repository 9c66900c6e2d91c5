package murmur.transport.cluster;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.DiagnosticsHandler;
import org.jgroups.stack.Protocol;
import org.jgroups.util.TLSClientAuth;

/// The protocols of JGroups between a network and us, lowest first, tuned for few hosts and large messages.
///
/// @param hosts where each machine listens, by machine
/// @param machine this one
/// @param silence how long a host may say nothing before the others take it for lost
/// @param tls the keys of the run; without them everybody who reaches a port can join, read and inject
public record Stack(List<InetSocketAddress> hosts, int machine, Duration silence, Optional<SSLContext> tls) {
    private static final int STREAM_BUFFER_BYTES = 256 << 10;
    private static final int LONGEST_MESSAGE_BYTES = 2 << 20;
    /// What may be on its way to one host. Much more would outlive collections of garbage, and be copied by them.
    private static final long CREDIT_BYTES = 16L << 20;
    private static final int MESSAGES_PER_ACKNOWLEDGEMENT = 8;
    private static final int HEARTBEATS = 8;
    private static final int CONNECT_MILLIS = 2000;
    private static final int DISCOVERY_MILLIS = 500;

    public Stack {
        hosts = List.copyOf(hosts);
    }

    /// @param faults what loses and delays packets in tests; between the network and all that makes up for it
    /// @param doorman keeps strangers from all that hosts agree upon, but not from being found, as they are to be told
    List<Protocol> protocols(Optional<Protocol> faults, Doorman doorman) throws Exception {
        List<Protocol> protocols = new ArrayList<>();
        protocols.add(network());
        protocols.add(new TCPPING().setInitialHosts(hosts).setPortRange(0));
        protocols.add(doorman);
        // Hosts that start at the same moment may found two groups, which are to find each other soon.
        protocols.add(new MERGE3().setMinInterval(500).setMaxInterval(2000));
        faults.ifPresent(protocols::add);
        protocols.add(new FD_ALL3().setTimeout(silence.toMillis()).setInterval(silence.toMillis() / HEARTBEATS));
        protocols.add(new VERIFY_SUSPECT2().setTimeout(Math.max(500, silence.toMillis() / HEARTBEATS)));
        protocols.add(new NAKACK2().useMcastXmit(false));
        // What was received is kept by its sender until it learns that.
        protocols.add(new UNICAST3().setAckThreshold(MESSAGES_PER_ACKNOWLEDGEMENT));
        protocols.add(new STABLE().setDesiredAverageGossip(5000).setMaxBytes(4 << 20));
        protocols.add(new GMS().printLocalAddress(false).setJoinTimeout(DISCOVERY_MILLIS));
        protocols.add(new UFC().setMaxCredits(CREDIT_BYTES).setMinThreshold(0.4));
        return protocols;
    }

    private TCP network() throws Exception {
        InetSocketAddress own = hosts.get(machine);
        TCP tcp = new PatientTcp();
        tcp.setBindAddress(own.getAddress())
                .setBindPort(own.getPort())
                .setPortRange(0)
                .bundler(LaneBundler.class.getName())
                .getBundler()
                .setMaxSize(LONGEST_MESSAGE_BYTES);
        // It would listen for whoever asks.
        tcp.setDiagnosticsHandler(
                new DiagnosticsHandler(tcp.getLog(), tcp.getSocketFactory(), tcp.getThreadFactory()).setEnabled(false));
        tcp.setSockConnTimeout(CONNECT_MILLIS);
        // A closed connection says at once that a host was killed; heartbeats find those that are only silent.
        tcp.enableSuspectEvents(true);
        tcp.setValue("buffered_input_stream_size", STREAM_BUFFER_BYTES);
        tcp.setValue("buffered_output_stream_size", STREAM_BUFFER_BYTES);
        tls.ifPresent(keys -> tcp.tls()
                .enabled(true)
                .setProtocols(new String[] {"TLSv1.3"})
                .setSSLContext(keys)
                .setClientAuth(TLSClientAuth.NEED));
        return tcp;
    }
}
