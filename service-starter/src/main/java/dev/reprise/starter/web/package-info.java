/// HTTP as every service speaks it: problem details, preconditions, idempotency keys, cursors, consistency tokens.
@NullMarked
package dev.reprise.starter.web;

import org.jspecify.annotations.NullMarked;
