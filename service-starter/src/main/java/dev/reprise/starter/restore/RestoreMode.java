package dev.reprise.starter.restore;

/// What a service does when it is started: the setting `reprise.restore`.
public enum RestoreMode {
    /// Serves.
    OFF,
    /// Restores an empty database, or one that holds nothing but an unfinished restore, and ends.
    EMPTY,
    /// Restores whatever the database holds, all of which is deleted first, and ends.
    REPLACE
}
