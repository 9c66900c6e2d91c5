package murmur.transport.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import murmur.transport.Encoding;
import murmur.transport.Endpoint;
import murmur.transport.InMemoryTransport;
import murmur.transport.Transport;
import org.jgroups.stack.Protocol;

/// Three hosts in one process that talk over real sockets; nodes are dealt to them in turn.
final class LoopbackHosts implements Transport {
    private static final int HOSTS = 3;
    private static final int MODEL = 3;

    private final List<Group> groups;
    private final List<ClusterTransport> transports = new ArrayList<>();
    private final CompletableFuture<RuntimeException> fault = new CompletableFuture<>();
    private final CountDownLatch hellos = new CountDownLatch(HOSTS * (HOSTS - 1));

    /// @param faults what happens to the packets of each host
    LoopbackHosts(int nodes, int capacity, IntFunction<Optional<BadNetwork>> faults) {
        for (int machine = 0; machine < HOSTS; machine++) {
            transports.add(transport(machine, new InMemoryTransport(nodes, capacity)));
        }
        List<InetSocketAddress> addresses = freePorts();
        List<Optional<BadNetwork>> networks =
                IntStream.range(0, HOSTS).mapToObj(faults).toList();
        try (var joining = Executors.newVirtualThreadPerTaskExecutor()) {
            groups = IntStream.range(0, HOSTS)
                    .mapToObj(machine -> CompletableFuture.supplyAsync(
                            () -> join(addresses, machine, networks.get(machine).map(network -> network)), joining))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
        awaitHellos();
        networks.forEach(network -> network.ifPresent(BadNetwork::turnBad));
    }

    private ClusterTransport transport(int machine, InMemoryTransport memory) {
        return new ClusterTransport(
                machine,
                node -> node % HOSTS,
                memory,
                (to, model) -> group(machine).send(to, model));
    }

    private Group group(int machine) {
        return groups.get(machine);
    }

    private Group join(List<InetSocketAddress> addresses, int machine, Optional<Protocol> faults) {
        Stack stack = new Stack(addresses, machine, Duration.ofSeconds(20), Optional.empty());
        Frame.Hello hello = new Frame.Hello(machine, "test");
        return Group.join(stack, faults, new Codec(MODEL, Encoding.RAW), hello, new Group.Listener() {
            @Override
            public void received(Frame frame) {
                if (frame instanceof Frame.Model model) {
                    deliver(machine, model);
                } else {
                    hellos.countDown();
                }
            }

            @Override
            public void lost(int other) {}
        });
    }

    private void deliver(int machine, Frame.Model model) {
        try {
            transports.get(machine).deliver(model);
        } catch (IllegalStateException overflow) {
            fault.complete(overflow);
        }
    }

    static List<InetSocketAddress> freePorts() {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < HOSTS; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return sockets.stream()
                .map(socket -> new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()))
                .toList();
    }

    private void awaitHellos() {
        try {
            if (!hellos.await(25, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the hosts did not find each other");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void throwFault() throws InterruptedException {
        try {
            throw fault.get(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException none) {
            throw new AssertionError("no fault was noticed", none);
        }
    }

    @Override
    public Endpoint open(int node) {
        return transports.get(node % HOSTS).open(node);
    }

    @Override
    public void close() {
        groups.forEach(Group::close);
        transports.forEach(ClusterTransport::close);
    }
}
