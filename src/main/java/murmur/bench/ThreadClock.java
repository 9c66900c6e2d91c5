package murmur.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The processor time of the thread of the operating system that runs the caller. The JDK's own clock does not answer
/// virtual threads; as long as one of them does not wait, it stays on the same thread.
final class ThreadClock {
    /// `CLOCK_THREAD_CPUTIME_ID` of Linux.
    private static final int THREAD = 3;

    private static final long NANOS = 1_000_000_000L;

    @SuppressWarnings("restricted") // what it is for: this call has no other effect than its answer
    private static final MethodHandle CLOCK = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("clock_gettime"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    private ThreadClock() {}

    static long nanos() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(2 * ValueLayout.JAVA_LONG.byteSize(), ValueLayout.JAVA_LONG.byteSize());
            if ((int) CLOCK.invokeExact(THREAD, time) != 0) {
                throw new IllegalStateException("the system has no clock for threads");
            }
            return time.getAtIndex(ValueLayout.JAVA_LONG, 0) * NANOS + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
