package murmur.transport.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.protocols.NoBundler;
import org.jgroups.util.ByteArrayDataOutputStream;
import org.jgroups.util.Util;

/// Gives every receiver a lane of its own: a thread that turns one message after the other into bytes, always in the
/// same array, which stays in the caches of the processor, and writes them to the network. So a host that no longer
/// reads holds up nobody but its own lane, and no bytes have to wait, or be copied for that: what waits is messages,
/// and flow control bounds these.
public final class LaneBundler extends NoBundler {
    private static final int USUAL_BYTES = 8 << 10;
    /// For goodbyes to whoever has left.
    private static final long CLOSING_MILLIS = 2000;

    private final Map<Address, Lane> lanes = new ConcurrentHashMap<>();

    /// What waits for one receiver.
    private final class Lane implements Runnable {
        private final Address receiver;
        private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>();
        private final ByteArrayDataOutputStream bytes = new ByteArrayDataOutputStream(USUAL_BYTES);
        private final Thread thread;

        Lane(Address receiver) {
            this.receiver = receiver;
            thread = Thread.ofVirtual().name("lane to " + receiver).unstarted(this);
        }

        @Override
        public void run() {
            try {
                while (true) {
                    write(waiting.take());
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        /// What is lost here is asked for again.
        private void write(Message message) {
            try {
                bytes.position(0);
                Util.writeMessage(message, bytes, message.dest() == null);
                transport.doSend(bytes.buffer(), 0, bytes.position(), receiver);
            } catch (Exception lost) {
                log.debug("cannot write to %s: %s", receiver, lost);
            }
        }
    }

    @Override
    public void send(Message message) throws Exception {
        Address receiver = message.dest();
        if (receiver != null && !isHere(receiver)) {
            lane(receiver).waiting.add(message);
        } else if (receiver != null) {
            loopbackUnlessDontLoopbackIsSet(message);
        } else if (members == null) {
            super.send(message);
        } else {
            members.stream()
                    .filter(member -> !isHere(member))
                    .forEach(member -> lane(member).waiting.add(message));
            loopbackUnlessDontLoopbackIsSet(message);
        }
    }

    private boolean isHere(Address receiver) {
        return receiver.equals(transport.getAddress()) || receiver.equals(transport.localPhysicalAddress());
    }

    private Lane lane(Address receiver) {
        Lane known = lanes.get(receiver);
        return known != null
                ? known
                : lanes.computeIfAbsent(receiver, one -> {
                    Lane opened = new Lane(one);
                    opened.thread.start();
                    return opened;
                });
    }

    @Override
    public void viewChange(View view) {
        List<Address> before = members == null ? List.of() : members;
        super.viewChange(view);
        List<Address> left =
                before.stream().filter(member -> !view.containsMember(member)).toList();
        if (!left.isEmpty()) {
            Runnable closing = () ->
                    left.stream().filter(member -> !members.contains(member)).forEach(this::close);
            CompletableFuture.delayedExecutor(CLOSING_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(closing);
        }
    }

    /// A write that never ends, because nobody reads, ends when its thread is interrupted.
    private void close(Address receiver) {
        Lane lane = lanes.remove(receiver);
        if (lane != null) {
            lane.thread.interrupt();
        }
    }

    @Override
    public void stop() {
        super.stop();
        List.copyOf(lanes.keySet()).forEach(this::close);
    }
}
