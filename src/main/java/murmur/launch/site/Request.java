package murmur.launch.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the user asked to be launched. It never changes.
///
/// @param site its kind: `local`, `ssh`, …
/// @param target the file that was named
/// @param results the folder here that results go to, absolute
/// @param shares how many nodes each machine has
/// @param options words for every `murmur host`, its configuration not among them
/// @param settings what else the site needs to know
public record Request(
        String site,
        String target,
        String results,
        List<Integer> shares,
        List<String> options,
        Map<String, String> settings) {
    public Request {
        shares = List.copyOf(shares);
        options = List.copyOf(options);
        settings = new LinkedHashMap<>(settings);
    }

    public int machines() {
        return shares.size();
    }

    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }
}
