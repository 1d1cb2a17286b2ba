package dev.reprise.events;

import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/// Reads the times in event data as Jackson does, and those in our own form faster; see [InstantText].
final class InstantReading extends StdScalarDeserializer<Instant> {

    InstantReading() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
        if (json.hasToken(JsonToken.VALUE_STRING)) {
            String text = json.getString();
            if (InstantText.isOurs(text)) {
                return InstantText.read(text);
            }
        }
        return InstantDeserializer.INSTANT.deserialize(json, context);
    }
}
