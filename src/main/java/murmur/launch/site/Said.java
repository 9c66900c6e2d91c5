package murmur.launch.site;

/// What a command ended with, and what it said.
public record Said(int status, String out, String err) {
    public boolean isGood() {
        return status == 0;
    }

    /// What a message quotes.
    String complaint() {
        String text = err.isBlank() ? out.strip() : err.strip();
        return text.isEmpty()
                ? "exit status " + status
                : text.lines().reduce((earlier, later) -> later).orElse(text);
    }
}
