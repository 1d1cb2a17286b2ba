package dev.reprise.starter.restore;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says why there was no restore, or why a service refuses to start, in place of a stack trace.
final class RestoreFailureAnalyzer extends AbstractFailureAnalyzer<RestoreException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RestoreException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
