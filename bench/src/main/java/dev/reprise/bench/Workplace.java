package dev.reprise.bench;

import dev.reprise.bench.load.LoadGenerator;
import dev.reprise.bench.report.Plots;
import java.nio.file.Path;

/// What every measurement works with.
///
/// @param home the project's root
record Workplace(Path home, Settings settings, LoadGenerator load, Plots plots) {}
