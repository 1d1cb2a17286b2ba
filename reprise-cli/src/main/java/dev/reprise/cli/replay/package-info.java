/// `replay`: the read model played again, watched, compared, switched in and switched back.
@NullMarked
package dev.reprise.cli.replay;

import org.jspecify.annotations.NullMarked;
