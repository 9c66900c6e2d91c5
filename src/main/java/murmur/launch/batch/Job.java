package murmur.launch.batch;

import java.nio.file.Path;

/// One run of many.
///
/// @param configuration the whole of it, an `.ini` file in the result folder
/// @param folder where its results go
/// @param resumed whether an earlier attempt left something to go on from
public record Job(String name, Path configuration, Path folder, boolean resumed) {}
