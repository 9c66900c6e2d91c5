package murmur.launch.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import murmur.BadInput;

/// By which address other machines reach one: the one given, else the only one it has, else the first that another
/// machine gets an answer from.
record ReachableAddresses(List<? extends Access> machines, List<String> given) implements HostsSite.Addresses {
    /// A closed port is an answer.
    private static final String ANSWERS =
            "said=$(LC_ALL=C timeout 5 bash -c 'exec 3<>\"/dev/tcp/$1/22\"' sh \"$1\" 2>&1)"
                    + " && exit 0; case $said in *refused*) exit 0 ;; *) exit 1 ;; esac";

    @Override
    public List<String> find() throws IOException, InterruptedException {
        Map<Access, Set<String>> own = new java.util.LinkedHashMap<>();
        for (int i = 0; i < machines.size(); i++) {
            if (given.get(i).isEmpty() && !own.containsKey(machines.get(i))) {
                own.put(machines.get(i), addresses(machines.get(i)));
            }
        }
        Set<String> ambiguous = ofSeveral(own);
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < machines.size(); i++) {
            chosen.add(
                    given.get(i).isEmpty()
                            ? choose(machines.get(i), own.getOrDefault(machines.get(i), Set.of()), ambiguous)
                            : given.get(i));
        }
        return chosen;
    }

    /// Those that several machines have, such as those of bridges to containers, name none of them.
    private static Set<String> ofSeveral(Map<Access, Set<String>> own) {
        return own.values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.groupingBy(address -> address, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<String> addresses(Access machine) throws IOException, InterruptedException {
        Set<String> all = new LinkedHashSet<>(
                Arrays.asList(machine.script("hostname -I", List.of()).strip().split("\\s+", -1)));
        all.remove("");
        Set<String> short4 = new LinkedHashSet<>(all);
        short4.removeIf(address -> address.indexOf(':') >= 0);
        return short4.isEmpty() ? all : short4;
    }

    private String choose(Access machine, Set<String> own, Set<String> ambiguous)
            throws IOException, InterruptedException {
        List<String> candidates = new ArrayList<>(
                own.stream().filter(each -> !ambiguous.contains(each)).toList());
        // By that name this machine reaches it, so that others are likely to.
        candidates.sort(java.util.Comparator.comparing(each -> !each.equals(resolved(machine.name()))));
        Access other = machines.stream()
                .filter(each -> !each.equals(machine))
                .findFirst()
                .map(each -> (Access) each)
                .orElse(machine);
        if (candidates.size() == 1 || (!candidates.isEmpty() && other.equals(machine))) {
            return candidates.getFirst();
        }
        for (String candidate : candidates) {
            if (other.run(List.of("sh", "-c", ANSWERS, "sh", candidate)).isGood()) {
                return candidate;
            }
        }
        throw BadInput.must(
                        machine.name(),
                        "have an address that " + other.name() + " reaches",
                        candidates.isEmpty() ? "without any of its own" : String.join(", ", candidates))
                .cure("give it in the hosts file: " + machine.name() + " address=IP");
    }

    private static String resolved(String host) {
        try {
            return InetAddress.getByName(host.substring(host.lastIndexOf('@') + 1))
                    .getHostAddress();
        } catch (UnknownHostException unknown) {
            return "";
        }
    }
}
