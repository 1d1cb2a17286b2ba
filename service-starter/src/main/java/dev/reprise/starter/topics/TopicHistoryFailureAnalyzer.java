package dev.reprise.starter.topics;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says why a service refuses to start, in place of a stack trace.
final class TopicHistoryFailureAnalyzer extends AbstractFailureAnalyzer<TopicHistoryException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TopicHistoryException cause) {
        return new FailureAnalysis(
                "The topics are not whole histories:\n" + cause.getMessage(),
                "Mend each as its line says; until then a rebuilt read model would silently differ.",
                cause);
    }
}
