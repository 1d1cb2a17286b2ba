package dev.reprise.starter.boot;

import dev.reprise.events.Topic;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// A service's settings for the starter.
///
/// @param publishes the topics the service owns
/// @param outboxSweep how often outboxes are searched for events that a crash left unpublished
@ConfigurationProperties("reprise")
record RepriseProperties(
        @DefaultValue Set<Topic> publishes,
        @DefaultValue("15s") Duration outboxSweep) {}
