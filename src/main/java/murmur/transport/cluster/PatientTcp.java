package murmur.transport.cluster;

import java.util.Collection;
import org.jgroups.Address;
import org.jgroups.protocols.TCP;

/// JGroups' TCP, but that closing the connection of a host that is gone keeps nobody waiting. Closing says goodbye
/// first,
/// which waits behind whoever is writing, and that one waits for a host that will never read again: the news that the
/// host is gone would wait with them.
public final class PatientTcp extends TCP {
    @Override
    public void retainAll(Collection<Address> members) {
        Thread.ofVirtual().start(() -> super.retainAll(members));
    }
}
