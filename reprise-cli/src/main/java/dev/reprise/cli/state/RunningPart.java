package dev.reprise.cli.state;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.reprise.cli.host.ProcessIdentity;
import java.util.Map;

/// One process of the system, as it was started.
///
/// @param name `broker`, `store` or the module's name
/// @param process which process it is
/// @param ports what it listens on, by use: `http` for a service, `broker`, and for the store the name of each service
/// it serves
/// @param url where it answers
/// @param log its log file, absolute
public record RunningPart(String name, ProcessIdentity process, Map<String, Integer> ports, String url, String log) {
    private static final int LAST_PORT = 65_535;

    public RunningPart {
        requireNonNull(name, "name");
        requireNonNull(process, "process");
        requireNonNull(url, "url");
        requireNonNull(log, "log");
        if (ports.isEmpty() || !ports.values().stream().allMatch(port -> port > 0 && port <= LAST_PORT)) {
            throw new IllegalArgumentException(name + " has no port, or one that is none");
        }
    }

    /// The first, and for all but the store the only port.
    @JsonIgnore
    public int port() {
        return ports.values().iterator().next();
    }

    @JsonIgnore
    public boolean isAlive() {
        return process.isAlive();
    }
}
