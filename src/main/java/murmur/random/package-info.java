/// Random numbers: streams derived by name, and the reference's generators, exact to the bit.
///
/// Our own randomness starts at [murmur.random.Seed]. The three generators of the reference decide what it decided:
/// Python's the partitions and dynamic graphs, NumPy's the noise, torch's the initial weights and the order of
/// mini-batches. Imports no other package but the root.
@NullMarked
package murmur.random;

import org.jspecify.annotations.NullMarked;
