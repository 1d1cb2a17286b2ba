package dev.reprise.starter.boot;

import dev.reprise.events.Topic;
import dev.reprise.starter.restore.RestoreMode;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// A service's settings for the starter.
///
/// @param publishes the topics the service owns
/// @param reads topics that the service reads other than through its `Subscription` beans
/// @param outboxSweep how often outboxes are searched for events that a crash left unpublished
/// @param restore whether the service serves, or restores its database and ends
@ConfigurationProperties("reprise")
record RepriseProperties(
        @DefaultValue Set<Topic> publishes,
        @DefaultValue Set<Topic> reads,
        @DefaultValue("15s") Duration outboxSweep,
        @DefaultValue("off") RestoreMode restore) {}
