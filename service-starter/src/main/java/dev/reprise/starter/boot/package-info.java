/// Wires the starter into a Spring Boot application.
@NullMarked
package dev.reprise.starter.boot;

import org.jspecify.annotations.NullMarked;
