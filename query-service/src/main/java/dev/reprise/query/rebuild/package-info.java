/// Folds the whole history into a generation, as fast as the machine and its readers allow.
@NullMarked
package dev.reprise.query.rebuild;

import org.jspecify.annotations.NullMarked;
