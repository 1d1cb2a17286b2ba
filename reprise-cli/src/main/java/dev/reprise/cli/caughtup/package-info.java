/// `wait`: until every projection has reached the head, or one write is visible. Scripts and tests never sleep.
@NullMarked
package dev.reprise.cli.caughtup;

import org.jspecify.annotations.NullMarked;
