/// Parsing the command line, and wording.
@NullMarked
package murmur.cli;

import org.jspecify.annotations.NullMarked;
