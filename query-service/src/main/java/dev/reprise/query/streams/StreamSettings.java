package dev.reprise.query.streams;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What live streams may take.
///
/// @param total how many there may be on this instance
/// @param perClient how many of them from one address
/// @param heartbeat how long a stream may be silent
/// @param window how much memory the changes that a reader can resume after may take
/// @param behind how many messages a reader may be behind before it is dropped
@ConfigurationProperties("reprise.streams")
record StreamSettings(
        @DefaultValue("500") int total,
        @DefaultValue("50") int perClient,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("4MB") DataSize window,
        @DefaultValue("1000") int behind) {

    StreamSettings {
        if (total < 1 || perClient < 1 || behind < 1 || heartbeat.toMillis() < 1 || window.toBytes() < 1) {
            throw new IllegalArgumentException("reprise.streams: all settings are positive");
        }
    }
}
