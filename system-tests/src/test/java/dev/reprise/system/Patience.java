package dev.reprise.system;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// How long tests wait: bounds for a busy machine, reached only when something is wrong.
public final class Patience {

    public static final Duration LIMIT = Duration.ofSeconds(90);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private Patience() {}

    public static ConditionFactory patiently() {
        return Awaitility.await().atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(LOOK_AGAIN);
    }
}
