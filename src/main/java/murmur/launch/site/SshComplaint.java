package murmur.launch.site;

/// What `ssh` says when it gets nowhere, with what to do about it.
final class SshComplaint {
    private SshComplaint() {}

    /// @param line the last that it said
    /// @param all that it said
    static String of(String host, String line, String all) {
        if (all.contains("REMOTE HOST IDENTIFICATION HAS CHANGED")) {
            return host
                    + " must have the key that known_hosts has for it, has another one; if the machine was installed"
                    + " anew, forget the old key with: ssh-keygen -R " + host + "; else somebody may be in between";
        }
        if (all.contains("Host key verification failed")) {
            return host + " must be in known_hosts, is not; connect once by hand and compare the fingerprint: ssh "
                    + host;
        }
        if (all.contains("Permission denied")) {
            return host + " must let you in without a question, says: " + line
                    + "; load your key into the agent with ssh-add, or name it in ~/.ssh/config (IdentityFile), and"
                    + " see that this works: ssh -o BatchMode=yes " + host + " true";
        }
        if (all.contains("Could not resolve hostname")) {
            return host + " must have an address, has none; correct the name in the hosts file, or explain it in"
                    + " ~/.ssh/config (HostName)";
        }
        return host + " must answer, does not: " + line;
    }
}
