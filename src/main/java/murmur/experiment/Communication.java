package murmur.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import murmur.transport.Encoding;

/// How machines find each other, how soon they notice that one is lost, and what then. None of it changes a result of a
/// run in which none is lost.
///
/// @param addresses the file that says where machines are, if the configuration names one
/// @param offset first port
/// @param joinTimeout how long to wait for all machines before the start
/// @param failureTimeout within what time a lost machine is noticed
/// @param onFailure what the others do then
public record Communication(
        Optional<Path> addresses, int offset, Duration joinTimeout, Duration failureTimeout, OnFailure onFailure) {
    static final int LAST_PORT = 65535;
    private static final int FIRST_PORT = 9000;
    private static final int JOIN_SECONDS = 600;
    private static final int FAILURE_SECONDS = 20;
    private static final Kind<Encoding> ENCODINGS = Kind.oneOf(encodings());

    private static SequencedMap<String, Encoding> encodings() {
        SequencedMap<String, Encoding> words = new LinkedHashMap<>();
        for (Encoding encoding : Encoding.values()) {
            words.put(encoding.word(), encoding);
        }
        return words;
    }

    private static final Kind<OnFailure> ON_FAILURE = Kind.oneOf(reactions());

    private static SequencedMap<String, OnFailure> reactions() {
        SequencedMap<String, OnFailure> words = new LinkedHashMap<>();
        words.put("stop", OnFailure.STOP);
        words.put("continue", OnFailure.CONTINUE);
        return words;
    }

    /// What machines do when another one is lost.
    public enum OnFailure {
        STOP,
        CONTINUE
    }

    /// @param folder where a relative path starts
    static Communication read(Keys keys, Path folder) {
        keys.find("comm_package", Kind.TEXT);
        keys.find("comm_class", Kind.oneOf("TCP"));
        keys.find("recv_timeout", Kind.wholeAtLeast(0));
        return new Communication(
                keys.find("addresses_filepath", Kind.TEXT).map(folder::resolve),
                keys.read(
                        "offset",
                        Kind.wholeAtLeast(1).which("and below " + LAST_PORT, port -> port < LAST_PORT),
                        FIRST_PORT),
                Duration.ofSeconds(keys.read("join_timeout", Kind.wholeAtLeast(1), JOIN_SECONDS)),
                Duration.ofSeconds(keys.read("failure_timeout", Kind.wholeAtLeast(2), FAILURE_SECONDS)),
                keys.read("on_failure", ON_FAILURE, OnFailure.STOP));
    }

    /// How models travel. Unlike the rest of the section it belongs to the experiment: it may change what arrives.
    static Encoding encoding(Keys keys) {
        return keys.read("encoding", ENCODINGS, Encoding.RAW);
    }
}
