package dev.reprise.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/// Bodies that are wrong as a whole. A character stands for a byte.
final class HostileBodies {

    private static final int LIMIT = 64 * 1024;

    private static final List<String> UNKNOWN_FIELDS = List.of(
            "$set",
            "$where",
            "a.b",
            "",
            "__proto__",
            "_id",
            "_class",
            "class",
            "@type",
            "outbox",
            "version",
            "authorId",
            "createdAt",
            "edition",
            "x\\u0000y",
            "\\ud800",
            "x".repeat(99) + "\\ud83d\\ude00",
            "\\u202e",
            "\u00f0\u009f\u0098\u0080",
            "k".repeat(40_000));

    /// @param name for people
    record Distortion(String name, UnaryOperator<String> of) {}

    static final List<Distortion> ALL = all();

    private HostileBodies() {}

    private static List<Distortion> all() {
        List<Distortion> all = new ArrayList<>();
        for (String field : UNKNOWN_FIELDS) {
            add(all, "field " + field.substring(0, Math.min(12, field.length())), json -> withField(json, field, "1"));
            add(all, "only the field", _ -> "{\"" + field + "\":{\"$ne\":1}}");
        }
        for (String whole : List.of(
                "",
                " ",
                "null",
                "true",
                "1e999999",
                "9".repeat(400),
                "\"\"",
                "[]",
                "{}",
                "[null]",
                "[[]]",
                "{",
                "[",
                "\"",
                "{\"",
                "{\"a\"",
                "{\"a\":",
                "{]",
                "}",
                "nul",
                "\u00ef\u00bb\u00bf",
                "\0",
                "\u00ff\u00fe{\0}\0",
                "<a/>",
                "a=1&b=%zz",
                "--x\r\n\r\n--x--",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "/**/{}",
                "\u001f\u008b\u0008")) {
            add(all, "instead " + whole.substring(0, Math.min(12, whole.length())), _ -> whole);
        }
        for (int at = 0; at < 12; at++) {
            int part = at;
            add(all, "cut off", json -> json.substring(0, json.length() * part / 12));
            add(all, "one byte else", json -> withByte(json, part));
        }
        add(all, "BOM", json -> "\u00ef\u00bb\u00bf" + json);
        add(all, "two BOMs", json -> "\u00ef\u00bb\u00bf".repeat(2) + json);
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "IBM037")) {
            add(all, charset, json -> recoded(json, charset));
        }
        add(all, "twice", json -> json + json);
        add(all, "trailing", json -> json + " x");
        add(all, "trailing NUL", json -> json + "\0");
        add(all, "leading NUL", json -> "\0" + json);
        add(all, "in a list", json -> "[" + json + "]");
        add(all, "in a list twice", json -> "[" + json + "," + json + "]");
        add(all, "in a list 101 times", json -> "[" + (json + ",").repeat(100) + json + "]");
        add(all, "in an object", json -> "{\"$and\":[" + json + "]}");
        add(all, "as a text", json -> HostileValues.quoted(json, false));
        add(all, "deep list", _ -> "[".repeat(10_000) + "]".repeat(10_000));
        add(all, "deep object", _ -> "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
        add(all, "deep unknown field", json -> withField(json, "z", "[".repeat(10_000) + "]".repeat(10_000)));
        add(all, "doubled fields", json -> json.replaceFirst("\\{(\"[^\"]+\":[^,}]+)", "{$1,$1"));
        add(all, "huge number", json -> withField(json, "z", "1e999999"));
        add(all, "long number", json -> withField(json, "z", "9".repeat(4_000)));
        add(all, "many fields", json -> withField(json, "z", "1" + ",\"z\":1".repeat(5_000)));
        add(all, "as long as may be", json -> padded(json, LIMIT));
        add(all, "a byte too long", json -> padded(json, LIMIT + 1));
        add(all, "a mebibyte", json -> json + " ".repeat(1 << 20));
        add(all, "compressed", HostileBodies::compressed);
        return List.copyOf(all);
    }

    private static void add(List<Distortion> all, String name, UnaryOperator<String> of) {
        all.add(new Distortion(name, of));
    }

    private static String withField(String json, String field, String value) {
        int end = json.lastIndexOf('}');
        String sep = json.indexOf(':') < 0 ? "" : ",";
        return end < 0 ? json : json.substring(0, end) + sep + "\"" + field + "\":" + value + json.substring(end);
    }

    private static String padded(String json, int length) {
        return json + " ".repeat(Math.max(0, length - json.length()));
    }

    private static String withByte(String json, int part) {
        if (json.isEmpty()) {
            return "\0";
        }
        int at = (json.length() - 1) * part / 12;
        Random random = new Random(part);
        return json.substring(0, at) + (char) random.nextInt(256) + json.substring(at + 1);
    }

    private static String recoded(String json, String charset) {
        String text = new String(json.getBytes(ISO_8859_1), UTF_8);
        return new String(text.getBytes(java.nio.charset.Charset.forName(charset)), ISO_8859_1);
    }

    private static String compressed(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(ISO_8859_1);
    }

    /// A body with other values at some places.
    ///
    /// @param example the body as it would be taken
    /// @param values by JSON pointer, as they are written
    static String with(JsonNode example, Map<String, String> values) {
        StringBuilder json = new StringBuilder();
        write(example, "", values, json);
        return json.toString();
    }

    private static void write(JsonNode node, String pointer, Map<String, String> values, StringBuilder json) {
        String value = values.get(pointer);
        if (value != null) {
            json.append(value);
        } else if (node.isObject()) {
            List<String> names = new ArrayList<>(node.propertyNames());
            values.keySet().stream()
                    .filter(place -> place.lastIndexOf('/') == pointer.length() && place.startsWith(pointer))
                    .map(place -> place.substring(pointer.length() + 1))
                    .filter(name -> !names.contains(name))
                    .forEach(names::add);
            json.append('{');
            for (int i = 0; i < names.size(); i++) {
                json.append(i == 0 ? "" : ",").append('"').append(names.get(i)).append("\":");
                write(node.path(names.get(i)), pointer + "/" + names.get(i), values, json);
            }
            json.append('}');
        } else if (node.isArray()) {
            json.append('[');
            for (int i = 0; i < node.size(); i++) {
                json.append(i == 0 ? "" : ",");
                write(node.path(i), pointer + "/" + i, values, json);
            }
            json.append(']');
        } else {
            json.append(new String(node.toString().getBytes(UTF_8), ISO_8859_1));
        }
    }
}
