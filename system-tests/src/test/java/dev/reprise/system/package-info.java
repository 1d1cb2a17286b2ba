/// The whole system as people run it: real processes, spoken to over HTTP, with its topics and stores looked at from
/// the side, and with parts of it killed.
@NullMarked
package dev.reprise.system;

import org.jspecify.annotations.NullMarked;
