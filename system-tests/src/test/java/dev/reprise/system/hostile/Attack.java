package dev.reprise.system.hostile;

/// A request that is complete once it is known what it is about.
@FunctionalInterface
interface Attack {
    RawRequest on(Subjects subjects);
}
