/// The `reprise` command: entry point, exit codes and what all commands share.
@NullMarked
package dev.reprise.cli;

import org.jspecify.annotations.NullMarked;
