package murmur.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import murmur.BadInput;
import murmur.experiment.ExperimentFile;
import murmur.experiment.ExperimentFile.GivenOption;
import murmur.launch.grid5000.Grid5000File;
import murmur.launch.grid5000.Grid5000Inputs;
import murmur.launch.grid5000.Walltime;
import murmur.launch.site.OarSettings;
import murmur.launch.site.Parcel;
import murmur.launch.site.Shares;
import org.jspecify.annotations.Nullable;

/// What is to be launched on Grid'5000: a configuration, with the options of the user and, if there is one, of a
/// Grid'5000 file.
///
/// @param given by key; where one comes from is its name
record Grid5000Target(Path configuration, Map<String, GivenOption> given, Optional<Grid5000File> file) {
    private static final String MACHINES = "machines";
    private static final String SHARES = "procs_per_machine";
    private static final int RESUBMISSIONS = 10;
    private static final List<String> NOT_SENT = List.of("log_dir", MACHINES, SHARES, "datasets");

    /// @param search where the files that a Grid'5000 file names may be
    /// @param options of the user, which win
    static Grid5000Target of(Path path, List<Path> search, Map<String, GivenOption> options) {
        if (!path.toString().endsWith(".json")) {
            return new Grid5000Target(path, options, Optional.empty());
        }
        Grid5000File file = Grid5000File.read(path);
        Grid5000Inputs inputs = Grid5000Inputs.of(file, search);
        Map<String, GivenOption> all = new LinkedHashMap<>(file.overrides(inputs.graph()));
        if (options.containsKey(MACHINES)) {
            all.remove(SHARES);
        }
        all.putAll(options);
        return new Grid5000Target(inputs.configuration(), all, Optional.of(file));
    }

    boolean isGrid5000() {
        return file.isPresent();
    }

    /// What the user may not expect.
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        file.ifPresent(each -> {
            if (!each.ignored().isEmpty()) {
                remarks.add(each.path() + ": ignored, as it means nothing: " + String.join(", ", each.ignored()));
            }
        });
        return remarks;
    }

    /// The experiment, and what is sent for it.
    ///
    /// @param here whether the data sets are on this machine
    LaunchOptions.Prepared prepare(boolean here) {
        LaunchOptions.Prepared read = LaunchOptions.prepare(configuration, given, here);
        Map<String, GivenOption> sent = new LinkedHashMap<>();
        given.forEach((key, option) -> {
            if (!NOT_SENT.contains(key)) {
                String name = key.equals("random_seed") ? "--seed" : "--" + key.replace('_', '-');
                sent.put(key, new GivenOption(name, option.section(), option.value()));
            }
        });
        return new LaunchOptions.Prepared(
                read.configured(), new Parcel(configuration, sent), read.results(), read.datasets());
    }

    /// The options of every host.
    List<String> words(LaunchOptions.Prepared prepared) {
        return prepared.parcel().words();
    }

    /// How many nodes each machine has.
    List<Integer> shares(LaunchOptions.Prepared prepared) {
        if (given.containsKey(SHARES)) {
            Map<String, GivenOption> all = new LinkedHashMap<>(given);
            all.remove("datasets");
            return ExperimentFile.read(configuration, all)
                    .experiment()
                    .placement()
                    .nodesPerMachine();
        }
        GivenOption machines = given.getOrDefault(MACHINES, new GivenOption("--machines", ExperimentFile.SECTION, "1"));
        if (!machines.value().matches("\\d{1,6}")) {
            throw BadInput.must(machines.name(), "be a whole number of at least 1", machines.value());
        }
        return Shares.even(prepared.nodes(), Integer.parseInt(machines.value()));
    }

    /// @param adopted whether there is a job already
    OarSettings.Job job(LaunchOptions.Prepared prepared, Grid5000Options options, boolean adopted) {
        Optional<Grid5000File.Reservation> said = file.map(Grid5000File::reservation);
        Walltime walltime = Optional.ofNullable(options.walltime())
                .map(Walltime::parse)
                .or(() -> said.map(Grid5000File.Reservation::walltime))
                .orElseThrow(() -> BadInput.must("--walltime", "be given with an .ini file", "missing")
                        .cure("for an hour and a half: --walltime 1:30:00"));
        return new OarSettings.Job(
                first(options.name(), said.map(Grid5000File.Reservation::jobName))
                        .orElse(prepared.configured().experiment().name()),
                walltime.seconds(),
                Walltime.parse(options.margin()).seconds(),
                first(options.cluster(), said.map(Grid5000File.Reservation::cluster))
                        .orElse(""),
                first(options.queue(), said.map(Grid5000File.Reservation::queue))
                        .orElse(""),
                options.types().isEmpty()
                        ? said.map(Grid5000File.Reservation::jobTypes).orElse(List.of())
                        : options.types(),
                resubmissions(options, adopted));
    }

    /// The reference reserves nothing beyond the walltime of its file.
    private int resubmissions(Grid5000Options options, boolean adopted) {
        Integer given = options.resubmissions();
        if (given != null) {
            return given;
        }
        return isGrid5000() || adopted ? 0 : RESUBMISSIONS;
    }

    private static Optional<String> first(@Nullable String option, Optional<String> said) {
        return Optional.ofNullable(option).or(() -> said);
    }

    /// The folder in which that of the results is made; blank where the user names the latter.
    String saved(Grid5000Options options) {
        return given.containsKey("log_dir")
                ? ""
                : Path.of(first(
                                        options.saveDir(),
                                        file.map(each -> each.keeping().localSaveDir()))
                                .orElse("runs"))
                        .toAbsolutePath()
                        .toString();
    }

    boolean everything(Grid5000Options options) {
        return options.everything()
                || file.map(each -> each.keeping().everything()).orElse(false);
    }
}
