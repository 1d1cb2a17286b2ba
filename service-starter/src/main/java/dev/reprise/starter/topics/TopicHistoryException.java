package dev.reprise.starter.topics;

import java.util.List;

/// A topic is not the durable history it has to be. The message says of each fault what it is and how to mend it.
public final class TopicHistoryException extends RuntimeException {

    TopicHistoryException(List<String> faults) {
        super(String.join("\n", faults));
    }
}
