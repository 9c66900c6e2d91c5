package murmur.random;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The generator MT19937 (Matsumoto and Nishimura, 1998), the engine of Python's, torch's and NumPy's older
/// random numbers.
///
/// They differ only in how a seed becomes the 624 words of state: torch and NumPy use the linear recurrence of 2002 on
/// 32 bits, Python mixes a key of any length into it.
final class MersenneTwister {
    private static final int WORDS = 624;
    private static final int OFFSET = 397;
    private static final int TWIST = 0x9908b0df;
    private static final int KEYED_BASE = 19650218;

    private final int[] state;
    private int position;

    private MersenneTwister(int[] state, int position) {
        this.state = state;
        this.position = position;
    }

    /// The state that torch and NumPy make of a seed.
    static MersenneTwister seeded(int seed) {
        int[] state = new int[WORDS];
        state[0] = seed;
        for (int i = 1; i < WORDS; i++) {
            state[i] = 1812433253 * spread(state[i - 1]) + i;
        }
        return new MersenneTwister(state, WORDS);
    }

    /// The state that Python makes of the words of a seed, lowest word first.
    static MersenneTwister keyed(int... key) {
        MersenneTwister twister = seeded(KEYED_BASE);
        int[] state = twister.state;
        int i = 1;
        int rounds = Math.max(WORDS, key.length);
        for (int k = 0, j = 0; k < rounds; k++, j = (j + 1) % key.length) {
            state[i] = (state[i] ^ (1664525 * spread(state[i - 1]))) + key[j] + j;
            i = following(i, state);
        }
        for (int k = 1; k < WORDS; k++) {
            state[i] = (state[i] ^ (1566083941 * spread(state[i - 1]))) - i;
            i = following(i, state);
        }
        state[0] = 0x80000000;
        return twister;
    }

    private static int spread(int word) {
        return word ^ (word >>> 30);
    }

    /// The index after `i`; on wrapping round, the last word takes the place of the first.
    private static int following(int i, int[] state) {
        if (i + 1 < WORDS) {
            return i + 1;
        }
        state[0] = state[WORDS - 1];
        return 1;
    }

    int next32() {
        if (position == WORDS) {
            twist();
        }
        int y = state[position++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    private void twist() {
        for (int i = 0; i < WORDS; i++) {
            int y = (state[i] & 0x80000000) | (state[(i + 1) % WORDS] & 0x7fffffff);
            state[i] = state[(i + OFFSET) % WORDS] ^ (y >>> 1) ^ (-(y & 1) & TWIST);
        }
        position = 0;
    }

    void writeTo(DataOutput out) throws IOException {
        for (int word : state) {
            out.writeInt(word);
        }
        out.writeInt(position);
    }

    /// @throws IOException also when what is read cannot be a state
    void readFrom(DataInput in) throws IOException {
        for (int i = 0; i < WORDS; i++) {
            state[i] = in.readInt();
        }
        position = in.readInt();
        if (position < 0 || position > WORDS) {
            throw new IOException("a generator has no position " + position);
        }
    }

    MersenneTwister copy() {
        return new MersenneTwister(state.clone(), position);
    }
}
