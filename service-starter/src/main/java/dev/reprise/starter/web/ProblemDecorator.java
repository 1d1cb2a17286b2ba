package dev.reprise.starter.web;

import org.springframework.http.ProblemDetail;

/// Adds what a service's clients expect in every problem. Declared as a bean.
@FunctionalInterface
public interface ProblemDecorator {

    void decorate(ProblemDetail problem);
}
