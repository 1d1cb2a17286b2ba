/// `demo`: fills a running system with believable posts, comments and tasks through its public HTTP API, and checks
/// that each arrives.
@NullMarked
package dev.reprise.cli.demo;

import org.jspecify.annotations.NullMarked;
