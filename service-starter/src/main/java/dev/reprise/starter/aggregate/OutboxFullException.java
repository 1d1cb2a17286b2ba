package dev.reprise.starter.aggregate;

import java.util.UUID;
import org.springframework.dao.TransientDataAccessResourceException;

/// An aggregate has [AggregateStore#MOST_WAITING] events that are not published yet, and takes no more until some
/// are: its document would outgrow the store's limit. Nothing was written. It passes once the broker is back: a
/// consumer waits it out like any outage, a request is answered 503 `outbox-full`.
public final class OutboxFullException extends TransientDataAccessResourceException {

    OutboxFullException(UUID id) {
        super("%s has %d events that are not published yet".formatted(id, AggregateStore.MOST_WAITING));
    }
}
