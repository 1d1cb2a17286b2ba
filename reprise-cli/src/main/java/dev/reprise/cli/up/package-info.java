/// `up` and `down`: starting the system, watching over it, stopping it.
@NullMarked
package dev.reprise.cli.up;

import org.jspecify.annotations.NullMarked;
