package murmur.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Inputs of samples, in bytes as long as no more than 256 different values occur, in floats from then on.
final class Inputs {
    private static final int CODES = 256;

    private final Map<Float, Byte> codes = new HashMap<>();
    private final float[] values = new float[CODES];
    private final List<byte[]> coded = new ArrayList<>();
    private final List<float[]> plain = new ArrayList<>();
    private boolean compact = true;

    void add(float[] input) {
        byte[] code = compact ? encode(input) : null;
        if (code == null) {
            expand();
            plain.add(input.clone());
        } else {
            coded.add(code);
        }
    }

    /// Nothing where there are too many different values.
    private byte @Nullable [] encode(float[] input) {
        byte[] code = new byte[input.length];
        for (int i = 0; i < input.length; i++) {
            if (i > 0 && Float.floatToIntBits(input[i]) == Float.floatToIntBits(input[i - 1])) {
                code[i] = code[i - 1];
                continue;
            }
            Byte known = codes.get(input[i]);
            if (known == null) {
                if (codes.size() == CODES) {
                    return null;
                }
                values[codes.size()] = input[i];
                known = (byte) codes.size();
                codes.put(input[i], known);
            }
            code[i] = known;
        }
        return code;
    }

    private void expand() {
        compact = false;
        for (byte[] code : coded) {
            float[] input = new float[code.length];
            decode(code, input, 0);
            plain.add(input);
        }
        coded.clear();
    }

    private void decode(byte[] code, float[] target, int offset) {
        for (int i = 0; i < code.length; i++) {
            target[offset + i] = values[code[i] & 0xff];
        }
    }

    void read(int index, float[] target, int offset) {
        if (compact) {
            decode(coded.get(index), target, offset);
        } else {
            float[] input = plain.get(index);
            System.arraycopy(input, 0, target, offset, input.length);
        }
    }

    /// Puts inputs `first`, `first` + 1, … into another order.
    void reorder(int first, int[] order) {
        reorder(coded, first, order);
        reorder(plain, first, order);
    }

    private static <T> void reorder(List<T> all, int first, int[] order) {
        if (all.isEmpty()) {
            return;
        }
        List<T> before = List.copyOf(all.subList(first, all.size()));
        for (int position = 0; position < order.length; position++) {
            all.set(first + position, before.get(order[position]));
        }
    }
}
