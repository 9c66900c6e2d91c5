package murmur.transport;

/// One node's end of a transport. Messages of one sender arrive in the order in which they were sent.
public interface Endpoint {
    /// Hands the message over; does not wait for its arrival.
    void send(int to, Message message);

    /// Waits for what comes next, from whomever it comes.
    Mail receive() throws InterruptedException;
}
