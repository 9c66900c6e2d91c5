package murmur.launch;

import java.util.Map;

/// What has been written down about the nodes of this process; checkpoints hold it, and a resumed run goes on from it.
public interface Ledger {
    /// The results of a node up to the iteration it has just told of.
    byte[] results(int node);

    /// Goes back to the end of an iteration, before any node runs.
    ///
    /// @param iterations how many had been completed
    /// @param results those of each node then
    void resume(int iterations, Map<Integer, byte[]> results);

    /// Keeps nothing.
    Ledger NONE = new Ledger() {
        @Override
        public byte[] results(int node) {
            return new byte[0];
        }

        @Override
        public void resume(int iterations, Map<Integer, byte[]> results) {}
    };
}
