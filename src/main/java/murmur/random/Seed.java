package murmur.random;

import java.nio.charset.StandardCharsets;

/// The root of reproducible randomness: every stream that the reference does not prescribe is derived from one seed by
/// the name of its purpose and where it is needed, never by arithmetic on seeds.
///
/// ```java
/// seed.derive("dropout", node, round).generator()
/// ```
/// Different purposes or paths give unrelated streams, so that adding a new use never shifts the numbers of another.
public record Seed(long value) {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final long ODD_FACTOR = 0xd1342543de82ef95L;

    /// The seed of one purpose at one place.
    ///
    /// The lengths of name and path are hashed before their content, so that no two sequences of derivations feed the
    /// same words, and each word is mixed in by a bijection of the 64 bits before it.
    public Seed derive(String purpose, long... path) {
        byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
        long hash = absorb(value, ((long) name.length << 32) | path.length);
        for (int i = 0; i < name.length; i += Long.BYTES) {
            hash = absorb(hash, word(name, i));
        }
        for (long step : path) {
            hash = absorb(hash, step);
        }
        return new Seed(hash);
    }

    /// Eight bytes from `start` on, little-endian; bytes beyond the end count as zero.
    private static long word(byte[] bytes, int start) {
        long word = 0;
        for (int i = Math.min(bytes.length, start + Long.BYTES) - 1; i >= start; i--) {
            word = (word << 8) | (bytes[i] & 0xff);
        }
        return word;
    }

    private static long absorb(long hash, long word) {
        return mixed((hash * ODD_FACTOR) ^ mixed(word + GOLDEN_GAMMA));
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014; constants of Stafford's variant 13).
    private static long mixed(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// A fresh generator at the beginning of this seed's stream. It is PCG64 as NumPy seeds it, specified here rather
    /// than by the JDK, so that streams stay the same whatever Java runs them and can be redrawn in Python by
    /// `numpy.random.default_rng(value mod 2⁶⁴)`.
    public NumpyRandom generator() {
        return new NumpyRandom(value);
    }
}
