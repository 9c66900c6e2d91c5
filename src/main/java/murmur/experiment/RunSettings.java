package murmur.experiment;

import java.nio.file.Path;
import java.util.Optional;

/// What the user chose about a run that does not change its results.
///
/// @param workers threads that train
/// @param logDir where results go, if the user chose a folder
/// @param logLevel DEBUG, INFO, WARNING, ERROR or CRITICAL
/// @param communication how machines find each other, where there are several
/// @param checkpointEvery iterations between two checkpoints; 0: none
public record RunSettings(
        int workers, Optional<Path> logDir, String logLevel, Communication communication, int checkpointEvery) {}
