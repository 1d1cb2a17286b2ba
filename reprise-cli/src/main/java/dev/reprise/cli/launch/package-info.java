/// The parts of the system as data, how each is started, and how one finds out that it is ready.
@NullMarked
package dev.reprise.cli.launch;

import org.jspecify.annotations.NullMarked;
