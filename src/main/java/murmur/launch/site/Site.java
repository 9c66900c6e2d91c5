package murmur.launch.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where machines come from, for one launch: this machine, others reached by SSH, a scheduler. [Launch] calls it in the
/// order of [Step].
///
/// Every operation may be called again after a process that called it was killed, and then finds or finishes what is
/// there; none makes anything twice. What a later process has to know goes into the notes an operation returns, and all
/// operations get the notes of all before them.
public interface Site {
    /// Refuses what cannot work. Leaves nothing behind.
    ///
    /// @throws murmur.BadInput with the cure
    void check() throws IOException, InterruptedException;

    /// Puts the launch's parcel and the program where the machines find them. What is there already is not sent again.
    Notes stage() throws IOException, InterruptedException;

    /// What an earlier call of [#reserve] under this token has reserved, if that happened.
    default Optional<Notes> find(String token, Notes notes) throws IOException, InterruptedException {
        return Optional.empty();
    }

    /// Asks for machines, and does not wait for them.
    ///
    /// @param token is to be in the name of what is reserved, so that [#find] finds it
    default Notes reserve(String token, Notes notes) throws IOException, InterruptedException {
        return Notes.NONE;
    }

    /// Whether the machines are there. Asked again and again.
    default Grant granted(Notes notes) throws IOException, InterruptedException {
        return new Grant.Ready(Notes.NONE);
    }

    /// Starts a host on every machine on which none was started. The hosts do not end with this process.
    Notes start(Notes notes) throws IOException, InterruptedException;

    /// What every host is doing, by machine. A machine that does not answer is a state, not an error.
    ///
    /// @throws IOException if nobody can be asked
    List<HostState> look(Notes notes) throws IOException, InterruptedException;

    /// The end of what the host of a machine has said.
    String log(int machine, Notes notes) throws IOException, InterruptedException;

    /// Ends all hosts, giving them time to write; returns when none is left.
    void stop(Notes notes) throws IOException, InterruptedException;

    /// Copies the results of all machines, folders `machine<m>`, to a folder here. When this returns, every file is
    /// here
    /// with the checksum that it has there.
    ///
    /// @return how many files there are; 0 where no host has left anything
    int fetch(Path results, Notes notes) throws IOException, InterruptedException;

    /// Gives the machines back.
    default void release(Notes notes) throws IOException, InterruptedException {}

    /// Deletes what was staged for this launch alone, results there included. The program stays for the next one.
    void clear(Notes notes) throws IOException, InterruptedException;
}
