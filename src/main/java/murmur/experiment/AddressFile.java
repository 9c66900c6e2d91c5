package murmur.experiment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import murmur.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The reference's `ip.json`: an object that maps machine numbers, from 0 and without gaps, to addresses or host names.
///
/// There is one process per machine, which listens where the reference's first process would: at port offset + 1.
/// Where several machines have the same address, the second takes offset + 3, and so on, as if they were ranks.
public final class AddressFile {
    private static final int PORT_STRIDE = 2;

    private AddressFile() {}

    /// Where each machine listens.
    ///
    /// @throws BadInput if the file is not such a file, or a name has no address
    public static List<InetSocketAddress> read(Path file, int offset) {
        JsonNode machines = parse(file);
        List<InetSocketAddress> hosts = new ArrayList<>();
        Map<InetAddress, Integer> taken = new HashMap<>();
        for (int machine = 0; machine < machines.size(); machine++) {
            JsonNode value = machines.get(Integer.toString(machine));
            if (value == null || !value.isString()) {
                throw BadInput.must(
                                file.toString(),
                                "have an address for each machine 0 … " + (machines.size() - 1),
                                value == null ? "without \"" + machine + "\"" : "\"" + machine + "\": " + value)
                        .cure("write {\"0\": \"10.0.0.1\", \"1\": \"10.0.0.2\"}");
            }
            InetAddress address = resolve(file, machine, value.asString());
            int port = offset + 1 + PORT_STRIDE * (taken.merge(address, 1, Integer::sum) - 1);
            BadInput.unless(port <= Communication.LAST_PORT, "[COMMUNICATION] offset", "leave ports to all", offset);
            hosts.add(new InetSocketAddress(address, port));
        }
        return hosts;
    }

    private static JsonNode parse(Path file) {
        try {
            JsonNode machines = JsonMapper.shared().readTree(Files.readAllBytes(file));
            if (machines.isObject() && !machines.isEmpty()) {
                return machines;
            }
            throw BadInput.must(file.toString(), "be a JSON object of machine numbers and addresses", "something else");
        } catch (IOException | JacksonException unreadable) {
            throw BadInput.must(file.toString(), "be a JSON file", Files.exists(file) ? "something else" : "missing")
                    .cure("write {\"0\": \"10.0.0.1\", \"1\": \"10.0.0.2\"} and name the file with --addresses");
        }
    }

    private static InetAddress resolve(Path file, int machine, String name) {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException unknown) {
            throw BadInput.must(file + ": machine " + machine, "have an address", name + ", which cannot be resolved");
        }
    }
}
