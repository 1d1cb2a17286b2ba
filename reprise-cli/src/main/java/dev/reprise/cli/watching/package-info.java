/// What a service is at work on, watched until it has ended: replays, previews, rescreens.
@NullMarked
package dev.reprise.cli.watching;

import org.jspecify.annotations.NullMarked;
