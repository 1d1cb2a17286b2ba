package dev.reprise.starter.restore;

/// How far a restore is, in records of all topics that it reads. The total is fixed when it begins.
public record RestoreProgress(long read, long total) {}
