package dev.reprise.moderation.classifying;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The classifiers that policies may name. Where they are is for who runs the service to say, not for a policy: else
/// it could be made to call anything.
@ConfigurationProperties("reprise.moderation")
public record ClassifierSettings(@DefaultValue Map<String, Endpoint> classifiers) {

    /// @param url takes `POST {"content": …}` and answers `{"label": …}`
    /// @param timeout for one attempt, from the connection to the last byte; there are two
    public record Endpoint(URI url, @DefaultValue("1s") Duration timeout) {}
}
