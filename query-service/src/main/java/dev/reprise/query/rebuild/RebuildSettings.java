package dev.reprise.query.rebuild;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What a rebuild may take of the machine.
///
/// @param memory how much of the heap its documents may take, at the most; never more than 40 % of the heap there is
/// @param threads how many partitions of each topic are folded at the same time
/// @param checkpointEvery how much time's work is folded again, at the most, when the process dies
/// @param readersShare how much of its time each thread may work while people read, above 0 and up to 1
@ConfigurationProperties("reprise.rebuild")
public record RebuildSettings(
        @DefaultValue("512MB") DataSize memory,
        @DefaultValue("2") int threads,
        @DefaultValue("5s") Duration checkpointEvery,
        @DefaultValue("0.05") double readersShare) {

    private static final int HEAP_PERCENT = 40;

    public RebuildSettings {
        if (threads < 1 || memory.toBytes() < 1 || readersShare <= 0 || readersShare > 1) {
            throw new IllegalArgumentException(
                    "reprise.rebuild: threads and memory are positive, readers-share is above 0 and at most 1");
        }
    }

    long bytesPerThread() {
        long heap = Runtime.getRuntime().maxMemory() / 100 * HEAP_PERCENT;
        return Math.min(memory.toBytes(), heap) / threads;
    }
}
