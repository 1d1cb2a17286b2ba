package dev.reprise.starter.web;

/// Carries a [Problem] from a controller to the answer. No stack trace: it is an answer, not a fault.
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
