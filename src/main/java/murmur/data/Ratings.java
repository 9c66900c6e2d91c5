package murmur.data;

import java.nio.ByteBuffer;
import java.util.List;
import murmur.BadInput;

/// What users gave items: half a star to five. An input is a user and an item, both numbered from 1; the target is the
/// number of stars; the classes are ½ star (0), 1 star (1), … 5 stars (9). The owner of a rating is its user.
public final class Ratings implements OwnedDataset {
    private static final List<Integer> SHAPE = List.of(2);
    private static final int CLASSES = 10;

    private final Tables tables;
    private final int[] users;
    private final int[] items;
    private final byte[] halfStars;

    /// How many users and items there are room for.
    public record Tables(int users, int items) {}

    /// One rating.
    ///
    /// @param user from 1
    /// @param item from 1
    /// @param halfStars 1 … 10
    public record Rating(int user, int item, int halfStars) {
        public Rating {
            BadInput.unless(halfStars >= 1 && halfStars <= CLASSES, "half stars", "be in 1…" + CLASSES, halfStars);
        }
    }

    public Ratings(Tables tables, List<Rating> ratings) {
        this.tables = tables;
        for (Rating rating : ratings) {
            BadInput.unless(
                    rating.user() >= 1 && rating.user() <= tables.users(), "user", within(tables.users()), rating);
            BadInput.unless(
                    rating.item() >= 1 && rating.item() <= tables.items(), "item", within(tables.items()), rating);
        }
        users = ratings.stream().mapToInt(Rating::user).toArray();
        items = ratings.stream().mapToInt(Rating::item).toArray();
        halfStars = new byte[users.length];
        for (int index = 0; index < users.length; index++) {
            halfStars[index] = (byte) ratings.get(index).halfStars();
        }
    }

    private static String within(int most) {
        return "be in 1…" + most;
    }

    public Tables tables() {
        return tables;
    }

    @Override
    public int size() {
        return users.length;
    }

    @Override
    public List<Integer> shape() {
        return SHAPE;
    }

    @Override
    public int classes() {
        return CLASSES;
    }

    @Override
    public int label(int index) {
        return halfStars[index] - 1;
    }

    @Override
    public float target(int index) {
        return halfStars[index] / 2f;
    }

    @Override
    public void read(int index, float[] target, int offset) {
        target[offset] = users[index];
        target[offset + 1] = items[index];
    }

    @Override
    public int owners() {
        return tables.users();
    }

    @Override
    public int owner(int index) {
        return users[index] - 1;
    }

    @Override
    public String sha256() {
        ByteBuffer inputs = ByteBuffer.allocate(2 * Integer.BYTES * users.length);
        for (int index = 0; index < users.length; index++) {
            inputs.putInt(users[index]).putInt(items[index]);
        }
        return Sha256.of(halfStars, inputs.array());
    }
}
