/// `status`, and the picture of the running system that other commands use too.
@NullMarked
package dev.reprise.cli.status;

import org.jspecify.annotations.NullMarked;
