/// Murmuration: decentralized learning. The packages stand in the order of the field, bottom-up; see ARCHITECTURE.md.
@NullMarked
package murmur;

import org.jspecify.annotations.NullMarked;
