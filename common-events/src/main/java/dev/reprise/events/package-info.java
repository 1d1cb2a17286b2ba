/// The contract between the services: what happened, how it is named and written on the wire, and where it is
/// published.
@NullMarked
package dev.reprise.events;

import org.jspecify.annotations.NullMarked;
