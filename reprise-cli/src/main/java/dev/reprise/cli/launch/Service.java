package dev.reprise.cli.launch;

import java.nio.file.Path;
import java.util.List;

/// A service: a module whose jar runs as its own process.
///
/// @param module the module's name, also the part's
/// @param port its usual port
public record Service(String module, int port) {
    /// All of them, in the order in which they are named and given stores.
    public static final List<Service> ALL = List.of(
            new Service("post-service", 4000),
            new Service("comment-service", 4001),
            new Service("query-service", 4002),
            new Service("moderation-service", 4003),
            new Service("task-service", 4004));

    private static final int FIRST_STORE_PORT = 27_017;

    /// The name of its store and of the database in it.
    public String database() {
        return module.replace("-service", "");
    }

    /// The port its store has when that is free.
    public int preferredStorePort() {
        return FIRST_STORE_PORT + ALL.indexOf(this);
    }

    public Path jar(Path home) {
        return home.resolve(module).resolve("target").resolve(module + ".jar");
    }
}
