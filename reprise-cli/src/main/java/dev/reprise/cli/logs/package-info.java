/// `logs`: what a part has written.
@NullMarked
package dev.reprise.cli.logs;

import org.jspecify.annotations.NullMarked;
