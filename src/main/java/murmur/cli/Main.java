package murmur.cli;

/// The `murmur` command.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("murmur");
    }
}
