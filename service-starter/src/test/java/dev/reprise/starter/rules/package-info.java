/// House rules that each service's own tests check.
@NullMarked
package dev.reprise.starter.rules;

import org.jspecify.annotations.NullMarked;
