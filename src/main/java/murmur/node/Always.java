package murmur.node;

/// Every node takes part in every iteration.
public record Always() implements Participation {
    @Override
    public Attendance over(int iterations) {
        return Attendance.FULL;
    }
}
