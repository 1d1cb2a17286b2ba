/// `parked`: events that services could not apply, and what is to become of them.
@NullMarked
package dev.reprise.cli.parked;

import org.jspecify.annotations.NullMarked;
