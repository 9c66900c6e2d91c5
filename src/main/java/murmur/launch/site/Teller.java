package murmur.launch.site;

/// Who tells the user what happens.
public interface Teller {
    /// Something that stays on the screen.
    void say(String line);

    /// How far something is; takes the place of what was said so before.
    void progress(String line);
}
