/// Everything that determines a run, and reading it from an `.ini` file.
@NullMarked
package murmur.experiment;

import org.jspecify.annotations.NullMarked;
