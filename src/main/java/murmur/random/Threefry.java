package murmur.random;

import java.util.Arrays;

/// Threefry-2×32-20 (Salmon, Moraes, Dror and Shaw: Parallel random numbers: as easy as 1, 2, 3, 2011): a bijection of
/// counters of 64 bits under a key of 64 bits, cut from a cipher and made so that no test tells its outputs from
/// chance. Nothing has to be drawn in order. It is the default generator of JAX.
///
/// Many counters are turned at a time, in loops over arrays that are so small and simple that the compiler makes vector
/// instructions of them. Not safe for use by several threads.
final class Threefry {
    /// Counters that are turned at a time.
    static final int LANES = 256;

    /// Adding a key 1, 2, … 5 takes four rounds each.
    private static final int GROUPS = 5;

    private static final int PARITY = 0x1BD11BDA;

    private final int[] keys = new int[3];

    Threefry(long key) {
        keys[0] = (int) (key >>> 32);
        keys[1] = (int) key;
        keys[2] = PARITY ^ keys[0] ^ keys[1];
    }

    /// Turns the counters whose first word is `first` … `first` + LANES − 1 and whose second word is `second`.
    ///
    /// @param x0 gets the first word of each
    /// @param x1 gets the second
    void turn(int first, int second, int[] x0, int[] x1) {
        for (int lane = 0; lane < LANES; lane++) {
            x0[lane] = first + lane + keys[0];
        }
        Arrays.fill(x1, second + keys[1]);
        for (int group = 1; group <= GROUPS; group++) {
            if (group % 2 == 1) {
                oddRounds(x0, x1);
            } else {
                evenRounds(x0, x1);
            }
            add(x0, keys[group % keys.length]);
            add(x1, keys[(group + 1) % keys.length] + group);
        }
    }

    private static void oddRounds(int[] x0, int[] x1) {
        for (int lane = 0; lane < LANES; lane++) {
            int a = x0[lane] + x1[lane];
            int b = Integer.rotateLeft(x1[lane], 13) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 15) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 26) ^ a;
            a += b;
            x0[lane] = a;
            x1[lane] = Integer.rotateLeft(b, 6) ^ a;
        }
    }

    private static void evenRounds(int[] x0, int[] x1) {
        for (int lane = 0; lane < LANES; lane++) {
            int a = x0[lane] + x1[lane];
            int b = Integer.rotateLeft(x1[lane], 17) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 29) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 16) ^ a;
            a += b;
            x0[lane] = a;
            x1[lane] = Integer.rotateLeft(b, 24) ^ a;
        }
    }

    private static void add(int[] words, int key) {
        for (int lane = 0; lane < LANES; lane++) {
            words[lane] += key;
        }
    }
}
