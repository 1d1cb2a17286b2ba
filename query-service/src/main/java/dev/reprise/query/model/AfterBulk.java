package dev.reprise.query.model;

/// Is told of each bulk that was written; may hold up the next one.
@FunctionalInterface
public interface AfterBulk {

    /// @param nanoseconds how long the bulk took
    void wrote(long nanoseconds);

    /// How many documents the next bulk has, at the most.
    default int documents() {
        return 250;
    }
}
