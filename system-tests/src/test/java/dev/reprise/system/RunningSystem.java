package dev.reprise.system;

import java.util.List;

/// A system that runs, as its own processes, and that tests may hurt. Parts are named `broker`, `store`, and
/// services by their modules.
///
/// Used by one test at a time; a test that kills something starts it again before it ends.
public interface RunningSystem extends AutoCloseable {
    String BROKER = "broker";
    String STORE = "store";
    String POST = "post-service";
    String COMMENT = "comment-service";
    String QUERY = "query-service";
    String MODERATION = "moderation-service";
    String TASK = "task-service";

    List<String> SERVICES = List.of(POST, COMMENT, QUERY, MODERATION, TASK);

    /// A service's address, without a slash at the end.
    String url(String service);

    /// `host:port` of the broker.
    String bootstrapServers();

    /// The connection string of a service's own database.
    String storeUri(String service);

    /// Ends a part's process with SIGKILL; returns when it is gone. What it had acknowledged before has to survive.
    void kill(String part);

    /// The id of the process that a service runs in.
    long pid(String service);

    /// Starts every part that does not run, on the address and the data it had; returns when all of them are ready.
    void startWhatIsMissing();

    /// All that a part has written to its log.
    String log(String part);

    /// Stops everything.
    @Override
    void close();

    /// The name of a service's database.
    static String databaseOf(String service) {
        return service.replace("-service", "");
    }
}
