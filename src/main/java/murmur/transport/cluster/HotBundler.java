package murmur.transport.cluster;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jgroups.Message;
import org.jgroups.protocols.NoBundler;
import org.jgroups.util.ByteArrayDataOutputStream;

/// Sends every message by itself, as JGroups' own bundler of that kind does, but writes them to the same few arrays
/// again
/// and again, which then are in the caches of the processor, and need neither be cleared nor collected. The transport
/// never keeps the array.
public final class HotBundler extends NoBundler {
    /// Message headers and addresses.
    private static final int AROUND_BYTES = 1024;

    private final Deque<ByteArrayDataOutputStream> idle = new ConcurrentLinkedDeque<>();

    @Override
    public void send(Message message) throws Exception {
        ByteArrayDataOutputStream buffer = idle.pollFirst();
        if (buffer == null) {
            buffer = new ByteArrayDataOutputStream(message.length() + AROUND_BYTES).growExponentially(true);
        }
        buffer.position(0);
        try {
            sendSingle(message.dest(), message, buffer);
        } finally {
            idle.addFirst(buffer);
        }
    }
}
