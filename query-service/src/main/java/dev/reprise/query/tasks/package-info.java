/// Tasks, as front ends read them.
@NullMarked
package dev.reprise.query.tasks;

import org.jspecify.annotations.NullMarked;
