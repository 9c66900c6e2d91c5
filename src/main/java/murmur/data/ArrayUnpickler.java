package murmur.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import murmur.BadInput;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;
import org.jspecify.annotations.Nullable;

/// Reads pickles of plain Python values and of NumPy arrays of uint8, and refuses everything else: a pickle may
/// name any function, and only those that NumPy's arrays need are known here.
final class ArrayUnpickler extends Unpickler {

    /// An array of uint8 in C order.
    static final class UnsignedBytes {
        private List<Integer> shape = List.of(0);
        private byte[] bytes = {};

        List<Integer> shape() {
            return shape;
        }

        byte[] bytes() {
            return bytes;
        }

        /// NumPy's state: version, shape, element type, whether in Fortran order, contents.
        private void restore(Object[] state) {
            BadInput.unless(state.length == 5, "the state of a NumPy array", "have 5 parts", state.length);
            BadInput.unless(state[2] instanceof ElementType, "an array", "have an element type", state[2]);
            BadInput.unless(Boolean.FALSE.equals(state[3]), "a NumPy array", "be in C order", "Fortran order");
            shape = Arrays.stream((Object[]) state[1]).map(Integer.class::cast).toList();
            bytes = rawBytes(state[4]);
            long product = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
            BadInput.unless(
                    bytes.length == product, "a NumPy array of shape " + shape, "hold as many bytes", bytes.length);
        }
    }

    private record ElementType(String code) {
        ElementType {
            BadInput.unless(code.equals("u1"), "the element type of a NumPy array", "be u1 (uint8)", code);
        }
    }

    @Override
    protected @Nullable Object dispatch(short opcode) throws IOException {
        refuseMoreThanThereIs(opcode);
        switch (opcode) {
            case Opcodes.GLOBAL -> stack.add(constructor(PickleUtils.readline(input), PickleUtils.readline(input)));
            case Opcodes.STACK_GLOBAL -> {
                String name = (String) stack.pop();
                stack.add(constructor((String) stack.pop(), name));
            }
            case Opcodes.BUILD -> build((Object[]) stack.pop(), stack.peek());
            case Opcodes.INST, Opcodes.OBJ, Opcodes.NEWOBJ, Opcodes.NEWOBJ_EX, Opcodes.PERSID, Opcodes.BINPERSID ->
                throw BadInput.must("a pickle of images", "create nothing but NumPy arrays", "opcode " + opcode);
            default -> {
                return super.dispatch(opcode);
            }
        }
        return NO_RETURN_VALUE;
    }

    private static void build(Object[] state, Object target) {
        if (target instanceof UnsignedBytes array) {
            array.restore(state);
        } else if (!(target instanceof ElementType)) {
            // Byte order and alignment, the state of an element type, say nothing about single bytes.
            throw BadInput.must("a pickle of images", "set the state of NumPy arrays only", target);
        }
    }

    private static IObjectConstructor constructor(String module, String name) {
        return switch (module + " " + name) {
            case "numpy.core.multiarray _reconstruct", "numpy._core.multiarray _reconstruct" ->
                arguments -> new UnsignedBytes();
            case "numpy dtype" -> arguments -> new ElementType((String) arguments[0]);
            case "numpy ndarray" -> ArrayUnpickler::refuseCall;
            case "_codecs encode" -> ArrayUnpickler::encode;
            default ->
                throw BadInput.must(
                        "a pickle of images", "name nothing but NumPy's array constructors", module + "." + name);
        };
    }

    /// `numpy.ndarray` stands in the pickle as an argument of `_reconstruct` only.
    private static Object refuseCall(Object[] arguments) {
        throw BadInput.must("numpy.ndarray", "be named, not called", Arrays.toString(arguments));
    }

    /// Protocol 2 of Python 3 writes bytes as Latin-1 text to encode.
    private static Object encode(Object[] arguments) {
        BadInput.unless(
                arguments.length == 2 && arguments[1].equals("latin1"),
                "the encoding of bytes",
                "be latin1",
                arguments[arguments.length - 1]);
        return rawBytes(arguments[0]);
    }

    /// Python 2 wrote bytes as its plain strings, which the library reads as Latin-1.
    private static byte[] rawBytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        String text = (String) value;
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        BadInput.unless(
                text.chars().allMatch(character -> character < 256), "bytes", "be Latin-1 text", "other characters");
        return bytes;
    }

    /// The library allocates what a length field asks for before it reads: one damaged byte could ask for 2 GB.
    private void refuseMoreThanThereIs(short opcode) throws IOException {
        int width = switch (opcode) {
            case Opcodes.BINSTRING, Opcodes.BINUNICODE, Opcodes.BINBYTES, Opcodes.LONG4 -> 4;
            case Opcodes.BINUNICODE8, Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> 8;
            default -> 0;
        };
        if (width == 0) {
            return;
        }
        input.mark(width);
        byte[] field = input.readNBytes(width);
        input.reset();
        long length = 0;
        for (int position = field.length - 1; position >= 0; position--) {
            length = length << 8 | Byte.toUnsignedInt(field[position]);
        }
        boolean there = field.length == width && length >= 0 && length <= input.available() - width;
        BadInput.unless(there, "a length in the pickle", "be at most " + input.available(), length);
    }
}
