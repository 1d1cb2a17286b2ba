package dev.reprise.cli.replay;

import dev.reprise.cli.http.ServiceClient;
import dev.reprise.cli.replay.Replay.Diff;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads a diff document by document, so that it may be of any length.
///
/// @param limit how many documents to hand on; 0 for all
/// @param showPayload whether fields keep their values
record DiffReading(int limit, boolean showPayload, Taker taker) implements ServiceClient.Reading<Diff> {
    private static final String MASK = "***";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Takes what is read, in its order.
    interface Taker {
        /// @param head everything but the documents
        void head(ObjectNode head, Diff counts);

        void document(ObjectNode document);

        /// @param more how many documents differ beyond those that were handed on
        void end(long more);
    }

    @Override
    public Diff read(InputStream body) throws IOException {
        ObjectNode head = JSON.createObjectNode();
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("items")) {
                    return documents(parser, head);
                }
                JsonNode value = parser.readValueAsTree();
                head.set(name, value);
            }
        }
        Diff counts = counts(head);
        taker.head(head, counts);
        taker.end(0);
        return counts;
    }

    private Diff documents(JsonParser parser, ObjectNode head) {
        Diff counts = counts(head);
        taker.head(head, counts);
        long taken = 0;
        while ((limit == 0 || taken < limit) && parser.nextToken() == JsonToken.START_OBJECT) {
            ObjectNode document = parser.readValueAsTree();
            if (!showPayload) {
                mask(document);
            }
            taker.document(document);
            taken++;
        }
        taker.end(counts.missing() + counts.extra() + counts.changed() - taken);
        return counts;
    }

    private static Diff counts(ObjectNode head) {
        JsonNode counts = head.path("counts");
        return new Diff(
                counts.path("missing").asLong(0),
                counts.path("extra").asLong(0),
                counts.path("changed").asLong(0),
                counts.path("compared").asLong(0));
    }

    /// Fields keep their names, and whether each side has them.
    private static void mask(ObjectNode document) {
        for (JsonNode field : document.path("fields")) {
            if (field instanceof ObjectNode values) {
                for (String side : new String[] {"live", "rebuilt"}) {
                    if (values.hasNonNull(side)) {
                        values.put(side, MASK);
                    }
                }
            }
        }
    }
}
