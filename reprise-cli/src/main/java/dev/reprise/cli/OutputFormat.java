package dev.reprise.cli;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How a command prints its data.
public enum OutputFormat {
    table,
    json,
    ndjson;

    private static final JsonMapper LINES = JsonMapper.builder().build();
    private static final JsonMapper INDENTED =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// A value as indented JSON.
    public static String json(Object value) {
        return INDENTED.writeValueAsString(value);
    }

    /// A value as JSON on one line.
    public static String line(Object value) {
        return LINES.writeValueAsString(value);
    }

    /// A text on one line of a table, as far as it fits.
    ///
    /// @param most characters
    public static String cut(String text, int most) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= most ? line : line.substring(0, most - 1) + "…";
    }
}
