/// Measures how fast the system is, as ratios to raw limits measured beside it in the same run: a machine that is twice
/// as slow, or busy with other things, moves both.
@NullMarked
package dev.reprise.bench;

import org.jspecify.annotations.NullMarked;
