package murmur.transport.cluster;

import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Supplier;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Global;
import org.jgroups.Message;
import org.jgroups.util.ByteArrayDataOutputStream;

/// A piece of a model on its way out; its receiver gets an ordinary message. It holds the model, which never changes,
/// and becomes bytes only where they leave: nothing is allocated for it, and a piece that has to be sent again is
/// encoded again.
final class PieceMessage extends BytesMessage {
    private final Codec codec;
    private final Frame.Model model;
    private final int piece;
    private final int total;

    /// @param codec of an encoding whose length does not depend on the values
    PieceMessage(Address destination, Codec codec, Frame.Model model, int piece) {
        super(destination);
        this.codec = codec;
        this.model = model;
        this.piece = piece;
        total = codec.plainBytes(model, piece);
    }

    /// For copies.
    @Override
    public Supplier<Message> create() {
        return () -> new PieceMessage(getDest(), codec, model, piece);
    }

    @Override
    public void writePayload(DataOutput out) throws IOException {
        out.writeInt(total);
        if (out instanceof ByteArrayDataOutputStream array) {
            array.ensureCapacity(total);
            int position = array.position();
            codec.encode(model, piece, array.buffer(), position);
            array.position(position + total);
        } else {
            out.write(codec.encode(model, piece));
        }
    }

    @Override
    protected int payloadSize() {
        return Global.INT_SIZE + total;
    }

    @Override
    public int getLength() {
        return total;
    }

    @Override
    public boolean hasPayload() {
        return true;
    }

    @Override
    public boolean hasArray() {
        return false;
    }

    @Override
    public byte[] getArray() {
        return codec.encode(model, piece);
    }
}
