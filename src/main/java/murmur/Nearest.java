package murmur;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The known word a misspelt one was probably meant to be.
public final class Nearest {
    private Nearest() {}

    /// The known word with the fewest edits to `word`, upper and lower case being equal; the first of several.
    /// Null when none is near, that is within a third of the longer word's length, or one edit.
    public static @Nullable String to(String word, Collection<String> known) {
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        for (var candidate : known) {
            int edits = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (edits < fewest && edits <= Math.max(1, Math.max(word.length(), candidate.length()) / 3)) {
                nearest = candidate;
                fewest = edits;
            }
        }
        return nearest;
    }

    /// Insertions, deletions, substitutions and swaps of two neighbouring letters that turn one word into the other, no
    /// letter being touched twice (Damerau, 1964, as optimal string alignment).
    static int distance(String a, String b) {
        var edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : step(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int step(int[][] edits, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(edits[i - 1][j - 1] + change, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
