package dev.reprise.cli.launch;

/// What services are started with.
public enum Caches {
    /// An AOT cache when there is one that fits.
    USED,
    /// None.
    IGNORED,
    /// None either; the service records what it loads and writes a cache when it is told to end, which takes it a
    /// while.
    WRITTEN
}
