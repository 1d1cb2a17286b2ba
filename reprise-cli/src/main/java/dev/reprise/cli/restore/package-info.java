/// `restore`: rebuilding a service's lost database from the topics.
@NullMarked
package dev.reprise.cli.restore;

import org.jspecify.annotations.NullMarked;
