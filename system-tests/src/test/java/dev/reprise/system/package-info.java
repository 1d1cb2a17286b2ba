/// What only shows when the services stand together.
@NullMarked
package dev.reprise.system;

import org.jspecify.annotations.NullMarked;
