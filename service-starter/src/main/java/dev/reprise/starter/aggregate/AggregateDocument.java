package dev.reprise.starter.aggregate;

import dev.reprise.starter.outbox.OutboxEntry;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.convert.MongoConverter;

/// How an aggregate stands in its collection: `{_id, version, edition, state, outbox}`.
public final class AggregateDocument {

    private AggregateDocument() {}

    /// A whole new document.
    ///
    /// @param outbox the events that wait to be published, the oldest first
    public static Document of(MongoConverter converter, Aggregate<?> aggregate, List<OutboxEntry> outbox) {
        return new Document("_id", aggregate.id().toString())
                .append("version", aggregate.version())
                .append("edition", aggregate.edition())
                .append("state", mapped(converter, aggregate.state()))
                .append(
                        OutboxEntry.FIELD,
                        outbox.stream().map(OutboxEntry::toDocument).toList());
    }

    static Document mapped(MongoConverter converter, Object state) {
        Document document = new Document();
        converter.write(state, document);
        return document;
    }
}
