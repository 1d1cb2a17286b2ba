/// Describes over HTTP what a service takes and answers: its OpenAPI document.
@NullMarked
package dev.reprise.starter.openapi;

import org.jspecify.annotations.NullMarked;
