package murmur.data.catalogue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import murmur.BadInput;
import murmur.data.catalogue.FetchEvent.Waiting;
import murmur.data.catalogue.Supply.DebianPackage;
import murmur.data.catalogue.Supply.Published;

/// Gets a data set: whatever is there and whole is left alone, else the first source that has it is used, in this
/// order: what the user gives, Debian's package if it is installed, Debian's archive, the publisher.
///
/// Any number of threads, processes and machines may do this at once: one of them fetches, the others wait and find it
/// done. What is on its way lies in a folder beside, so that a data set is there as a whole or not at all, and what was
/// loaded before an interruption is not loaded again.
///
/// @param datasets the folder of all data sets
/// @param from a folder or a file of the user's, the only source if given
/// @param replace whether files that are not as published may be replaced
public record Fetch(KnownDataset dataset, Path datasets, Optional<Path> from, boolean replace) {
    /// @param fetched whether anything had to be done
    public record Outcome(Inventory inventory, boolean fetched) {}

    /// @throws BadInput if the user must do something first
    /// @throws FetchFailure if no source has it
    public Outcome run(Patience patience, FetchEvent.Listener listener) throws IOException, InterruptedException {
        return run(patience, AptGet.ofSystem(), listener);
    }

    Outcome run(Patience patience, AptGet apt, FetchEvent.Listener listener) throws IOException, InterruptedException {
        Inventory before = dataset.look(datasets, true);
        if (before.complete()) {
            return new Outcome(before, false);
        }
        checkPossible();
        makeFolder();
        Path lockFile = datasets.resolve(".fetch-" + dataset.name() + ".lock");
        try (FetchLock lock = FetchLock.acquire(lockFile, holder -> listener.on(new Waiting(holder)))) {
            refresh();
            Inventory now = dataset.look(datasets, true);
            if (now.complete()) {
                return new Outcome(now, false);
            }
            checkReplaceable(now);
            fill(patience, apt, listener);
            return new Outcome(dataset.look(datasets, false), true);
        }
    }

    private void checkPossible() {
        if (from.isPresent() && !Files.exists(from.get())) {
            throw BadInput.must("--from", "be a folder or a file that exists", from.get());
        }
        if (from.isEmpty() && dataset.supply() instanceof Supply.ByHand byHand) {
            throw new BadInput(
                    dataset.name() + " cannot be fetched, its publisher has no address for that. It belongs into "
                            + datasets.resolve(dataset.folder()) + ":\n"
                            + byHand.steps().stream().map(step -> "  - " + step).collect(Collectors.joining("\n")));
        }
    }

    private void makeFolder() {
        try {
            Files.createDirectories(datasets);
        } catch (IOException failure) {
            throw new BadInput(datasets + ": cannot be made a folder: " + failure, failure)
                    .cure("choose another one with --datasets");
        }
        if (!Files.isWritable(datasets)) {
            throw BadInput.must("the folder of the data sets", "be one that can be written to", datasets)
                    .cure("choose another one with --datasets");
        }
    }

    /// Opening a folder makes a network file system ask its server what is in it now.
    private void refresh() throws IOException {
        for (Path folder : List.of(datasets, datasets.resolve(dataset.folder()))) {
            if (Files.isDirectory(folder)) {
                FileTree.force(folder);
            }
        }
    }

    private void checkReplaceable(Inventory inventory) {
        if (!inventory.damaged().isEmpty() && !replace) {
            Finding damaged = inventory.damaged().getFirst();
            throw new BadInput(damaged.path() + ": " + damaged.remark())
                    .cure("move the file away if you want to keep it, or replace it with --force");
        }
    }

    private void fill(Patience patience, AptGet apt, FetchEvent.Listener listener)
            throws IOException, InterruptedException {
        Path workshop = Files.createDirectories(datasets.resolve(".fetch-" + dataset.name()));
        Path filled = workshop.resolve("filled");
        FileTree.delete(filled);
        Files.createDirectories(filled);
        try {
            draw(new Sources(dataset, workshop, filled, patience, listener), apt);
            check(filled);
            FileTree.deliver(filled, datasets.resolve(dataset.folder()));
        } catch (AccessDeniedException denied) {
            throw new FetchFailure(denied.getFile() + ": access denied", denied);
        } finally {
            FileTree.delete(filled);
        }
        FileTree.delete(workshop);
    }

    private void draw(Sources sources, AptGet apt) throws IOException, InterruptedException {
        if (from.isPresent()) {
            sources.given(from.get());
        } else if (dataset.supply() instanceof Published published) {
            Optional<DebianPackage> debian = published.debian();
            if (debian.isPresent() && (sources.installed(debian.get()) || sources.debian(debian.get(), apt))) {
                return;
            }
            sources.publisher(published.downloads());
        }
    }

    /// What was fetched must be what was expected, and readable, before anybody gets to see it.
    private void check(Path filled) throws FetchFailure {
        Inventory inventory = dataset.lookIn(filled, true);
        if (!inventory.complete()) {
            Finding lacking = Stream.concat(inventory.damaged().stream(), inventory.missing().stream())
                    .findFirst()
                    .orElseThrow();
            throw new FetchFailure("what was fetched is not " + dataset.name() + ": "
                    + filled.relativize(lacking.path()) + ": " + lacking.remark());
        }
        try {
            dataset.reader().accept(filled);
        } catch (BadInput wrong) {
            throw new FetchFailure("what was fetched cannot be read: " + wrong.getMessage(), wrong);
        }
    }
}
