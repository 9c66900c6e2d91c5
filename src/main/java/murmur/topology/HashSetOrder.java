package murmur.topology;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/// A set that iterates in the order of CPython's hash set (3.7 and later), for as long as nothing is removed.
///
/// The reference system keeps neighbours in such sets, and their order decides which neighbour receives which noise
/// vector, which one is observed by the attacks, and in what order floats are summed. Open addressing: a look at the
/// slot the hash points to and, unless the table ends before, at the nine after it; then a jump that mixes in further
/// bits of the hash. Once 3/5 full, the table is rebuilt four times as large as its content, in its own order.
final class HashSetOrder {
    private static final long FREE = -1;
    private static final int SMALLEST_TABLE = 8;
    private static final int NEXT_SLOTS = 9;
    private static final int HASH_BITS_PER_JUMP = 5;
    private static final int LARGE_SET = 50_000;

    private final LongUnaryOperator hash;
    private long[] table = emptyTable(SMALLEST_TABLE);
    private int size;

    private HashSetOrder(LongUnaryOperator hash) {
        this.hash = hash;
    }

    /// An empty set of ints that are not negative: in Python each is its own hash.
    static HashSetOrder ofInts() {
        return new HashSetOrder(key -> key);
    }

    /// An empty set of pairs made by [#pair], hashed as Python hashes a tuple of two ints.
    static HashSetOrder ofPairs() {
        return new HashSetOrder(pair -> tupleHash(first(pair), second(pair)));
    }

    /// The order in which a set iterates once `values` have been inserted one after the other; repeated values
    /// count once.
    static int[] after(int[] values) {
        int[] ascending = ascending(values);
        if (ascending.length > 0) {
            return ascending;
        }
        HashSetOrder set = ofInts();
        for (int value : values) {
            set.add(value);
        }
        return Arrays.stream(set.values()).mapToInt(Math::toIntExact).toArray();
    }

    /// Numbers that are all below the length of the last table each have the slot of their own number, and no two of
    /// them meet: they iterate in ascending order, and long rows need no table. Empty when that does not apply.
    private static int[] ascending(int[] values) {
        int largest = Arrays.stream(values).max().orElse(Integer.MAX_VALUE);
        if (largest >= tableLength(values.length)) {
            return new int[0];
        }
        int[] sorted = Arrays.stream(values).sorted().distinct().toArray();
        return largest < tableLength(sorted.length) ? sorted : new int[0];
    }

    /// The length of the table once `size` different values have been added one by one.
    private static long tableLength(int size) {
        long length = SMALLEST_TABLE;
        while (5L * size >= 3L * (length - 1)) {
            int full = (int) ((3 * (length - 1) + 4) / 5);
            length = lengthFor(full);
        }
        return length;
    }

    static long pair(int first, int second) {
        return ((long) first << Integer.SIZE) | second;
    }

    static int first(long pair) {
        return (int) (pair >>> Integer.SIZE);
    }

    static int second(long pair) {
        return (int) pair;
    }

    /// False when the set had it already.
    boolean add(long value) {
        int slot = slotOf(value, table);
        if (table[slot] == value) {
            return false;
        }
        table[slot] = value;
        size++;
        if (5L * size >= 3L * (table.length - 1)) {
            rebuild();
        }
        return true;
    }

    boolean contains(long value) {
        return table[slotOf(value, table)] == value;
    }

    /// The content in iteration order.
    long[] values() {
        return Arrays.stream(table).filter(value -> value != FREE).toArray();
    }

    /// The length of the table that replaces a full one of `size` values.
    private static long lengthFor(int size) {
        long wanted = (long) size * (size > LARGE_SET ? 2 : 4);
        long length = SMALLEST_TABLE;
        while (length <= wanted) {
            length *= 2;
        }
        return length;
    }

    private void rebuild() {
        long[] larger = emptyTable(Math.toIntExact(lengthFor(size)));
        for (long value : table) {
            if (value != FREE) {
                larger[slotOf(value, larger)] = value;
            }
        }
        table = larger;
    }

    /// The slot that holds `value`, or the free one it would get. There always is one: a table is never full, and the
    /// jumps come to every slot once the bits of the hash are used up.
    private int slotOf(long value, long[] slots) {
        int mask = slots.length - 1;
        long bits = hash.applyAsLong(value);
        int start = (int) (bits & mask);
        while (true) {
            int last = start + NEXT_SLOTS <= mask ? start + NEXT_SLOTS : start;
            for (int slot = start; slot <= last; slot++) {
                if (slots[slot] == FREE || slots[slot] == value) {
                    return slot;
                }
            }
            bits >>>= HASH_BITS_PER_JUMP;
            start = (int) ((5L * start + 1 + bits) & mask);
        }
    }

    private static long[] emptyTable(int length) {
        long[] slots = new long[length];
        Arrays.fill(slots, FREE);
        return slots;
    }

    /// Python's hash of the tuple `(first, second)`, since 3.8 (xxHash, Yann Collet, in its 64-bit form for two lanes).
    static long tupleHash(int first, int second) {
        long hash = 0x27D4EB2F165667C5L;
        hash = lane(hash, first);
        hash = lane(hash, second);
        hash += 2 ^ 0x27D4EB2F165667C5L ^ 3_527_539L;
        return hash == -1 ? 1_546_275_796L : hash;
    }

    private static long lane(long hash, int value) {
        return Long.rotateLeft(hash + value * 0xC2B2AE3D27D4EB4FL, 31) * 0x9E3779B185EBCA87L;
    }
}
