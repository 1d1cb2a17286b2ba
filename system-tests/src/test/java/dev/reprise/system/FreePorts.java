package dev.reprise.system;

import dev.reprise.cli.host.Ports;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Finds ports on which nobody listens.
public final class FreePorts {

    private static final int FIRST_SERVICE = 4000;
    private static final int SERVICES = 10;
    private static final int HIGHEST_TENS = 2_700;

    private FreePorts() {}

    /// What to add to the services' usual ports; stays below the range that systems give to clients.
    static int offset() {
        while (true) {
            int offset = 10 * ThreadLocalRandom.current().nextInt(200, HIGHEST_TENS);
            if (IntStream.range(0, SERVICES).allMatch(i -> Ports.isFree(FIRST_SERVICE + offset + i))) {
                return offset;
            }
        }
    }

    static int port() {
        return Ports.freePort(0, Set.of(0));
    }

    /// As many different ones.
    public static List<Integer> ports(int count) {
        return IntStream.generate(FreePorts::port)
                .distinct()
                .limit(count)
                .boxed()
                .toList();
    }
}
