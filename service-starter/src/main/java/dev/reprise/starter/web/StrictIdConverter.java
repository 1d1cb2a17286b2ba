package dev.reprise.starter.web;

import dev.reprise.events.Ids;
import java.util.UUID;
import org.springframework.core.convert.converter.Converter;

/// Reads ids in URLs in their canonical form only; the JDK also takes `1-1-1-1-1`.
final class StrictIdConverter implements Converter<String, UUID> {

    @Override
    public UUID convert(String text) {
        return Ids.parse(text).orElseThrow(() -> new IllegalArgumentException("not an id"));
    }
}
