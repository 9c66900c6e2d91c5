package murmur.transport.cluster;

import java.util.Arrays;
import java.util.Optional;

/// What a frame is, by its number in the header.
enum Kind {
    MODEL(0),
    HELLO(1),
    PROGRESS(2),
    FAILURE(3),
    DONE(4),
    END(5),
    STANDING(6),
    DISMISSED(7),
    HALT(8),
    LEAVING(9),
    AGAIN(10);

    private final byte number;

    Kind(int number) {
        this.number = (byte) number;
    }

    byte number() {
        return number;
    }

    static Optional<Kind> of(byte number) {
        return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
    }
}
