/// Rebuilds a service's lost database from the topics: every aggregate is the fold of its events.
@NullMarked
package dev.reprise.starter.restore;

import org.jspecify.annotations.NullMarked;
