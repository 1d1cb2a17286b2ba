/// What was measured, what is required of it, and how both are shown: as a table, as JSON, as plots.
@NullMarked
package dev.reprise.bench.report;

import org.jspecify.annotations.NullMarked;
