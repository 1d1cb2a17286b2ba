/// What the machine knows: processes, their memory, ports and who holds them.
@NullMarked
package dev.reprise.cli.host;

import org.jspecify.annotations.NullMarked;
