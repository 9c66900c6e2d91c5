package murmur.sharing;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import murmur.math.ParameterVector;
import murmur.math.VectorLayout;
import murmur.topology.Links;

/// What noise does to the buffers of a network: running means and variances, and counters.
public enum BufferNoise {
    /// Buffers are shared and averaged like the rest, but never noisy: a mean of variances is a variance, while a
    /// variance with noise may be negative and turn every output to NaN. No noise is drawn for them either.
    NONE {
        @Override
        Shares share(Sharing.Sharer sharer, VectorLayout layout, ParameterVector own, Audience audience) {
            Shares noisy = sharer.share(layout.parametersOf(own), audience);
            return new Shares() {
                @Override
                public ParameterVector kept() {
                    return layout.withParameters(own, noisy.kept());
                }

                @Override
                public ParameterVector sent(int position) {
                    return layout.withParameters(own, noisy.sent(position));
                }
            };
        }
    },
    /// Buffers get the same noise as everything else, as in the reference; of the node's own counters only
    /// whole numbers remain.
    REFERENCE {
        @Override
        Shares share(Sharing.Sharer sharer, VectorLayout layout, ParameterVector own, Audience audience) {
            Shares noisy = sharer.share(own, audience);
            return new Shares() {
                @Override
                public ParameterVector kept() {
                    return layout.withWholeCounters(noisy.kept());
                }

                @Override
                public ParameterVector sent(int position) {
                    return noisy.sent(position);
                }
            };
        }
    };

    /// `sharing` for vectors of a layout; itself where there are no buffers.
    public Sharing applyTo(Sharing sharing, VectorLayout layout) {
        if (!layout.hasBuffers()) {
            return sharing;
        }
        return new Sharing() {
            @Override
            public Sharer forNode(int node, long room) {
                Sharer sharer = sharing.forNode(node, room);
                return new Sharer() {
                    @Override
                    public Shares share(ParameterVector own, Audience audience) {
                        return BufferNoise.this.share(sharer, layout, own, audience);
                    }

                    @Override
                    public void writeTo(DataOutput out) throws IOException {
                        sharer.writeTo(out);
                    }

                    @Override
                    public void readFrom(DataInput in) throws IOException {
                        sharer.readFrom(in);
                    }
                };
            }

            @Override
            public boolean noisy() {
                return sharing.noisy();
            }

            @Override
            public void validate(Links links) {
                sharing.validate(links);
            }
        };
    }

    abstract Shares share(Sharing.Sharer sharer, VectorLayout layout, ParameterVector own, Audience audience);
}
