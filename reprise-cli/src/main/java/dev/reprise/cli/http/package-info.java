/// The services' HTTP as the command speaks it.
@NullMarked
package dev.reprise.cli.http;

import org.jspecify.annotations.NullMarked;
