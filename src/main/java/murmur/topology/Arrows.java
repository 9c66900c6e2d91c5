package murmur.topology;

import java.util.Arrays;
import java.util.function.IntFunction;
import murmur.BadInput;

/// Directed links: a node need not hear from those it sends to. Immutable. Senders of a node are in ascending order.
public final class Arrows implements Links {
    private final int[] receiverOffsets;
    private final int[] receivers;
    private final int[] senderOffsets;
    private final int[] senders;

    /// @param receiversOf the nodes each node sends to, in their order, each of them once
    public Arrows(int nodes, IntFunction<int[]> receiversOf) {
        Graph.checkNodes(nodes);
        receiverOffsets = new int[nodes + 1];
        senderOffsets = new int[nodes + 1];
        int[][] rows = new int[nodes][];
        for (int node = 0; node < nodes; node++) {
            rows[node] = receiversOf.apply(node);
            receiverOffsets[node + 1] = receiverOffsets[node] + rows[node].length;
            for (int receiver : rows[node]) {
                BadInput.unless(
                        receiver >= 0 && receiver < nodes && receiver != node,
                        "a receiver of node " + node,
                        "be another node of 0 … " + (nodes - 1),
                        receiver);
                senderOffsets[receiver + 1]++;
            }
        }
        Arrays.parallelPrefix(senderOffsets, Integer::sum);
        receivers = new int[receiverOffsets[nodes]];
        senders = new int[receivers.length];
        fill(rows);
    }

    private void fill(int[][] rows) {
        int[] next = Arrays.copyOf(senderOffsets, rows.length);
        for (int node = 0; node < rows.length; node++) {
            System.arraycopy(rows[node], 0, receivers, receiverOffsets[node], rows[node].length);
            for (int receiver : rows[node]) {
                senders[next[receiver]++] = node;
            }
        }
    }

    @Override
    public int nodes() {
        return receiverOffsets.length - 1;
    }

    @Override
    public int[] receivers(int node) {
        return Arrays.copyOfRange(receivers, receiverOffsets[node], receiverOffsets[node + 1]);
    }

    @Override
    public int[] senders(int node) {
        return Arrays.copyOfRange(senders, senderOffsets[node], senderOffsets[node + 1]);
    }

    @Override
    public int receiverCount(int node) {
        return receiverOffsets[node + 1] - receiverOffsets[node];
    }

    @Override
    public int senderCount(int node) {
        return senderOffsets[node + 1] - senderOffsets[node];
    }

    @Override
    public String toString() {
        return nodes() + " nodes and " + receivers.length + " arrows between them";
    }
}
