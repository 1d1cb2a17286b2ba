package dev.reprise.system.hostile;

import java.util.function.UnaryOperator;

/// How it is said where a body ends, soundly or not. A character stands for a byte.
@SuppressWarnings("ImmutableEnumChecker") // its functions close over nothing
enum Framing {
    LENGTH(true, Framing::length, body -> body),
    CHUNKED(true, _ -> Framing.CHUNKS, body -> chunks(body, 100) + "0\r\n\r\n"),
    BYTE_BY_BYTE(true, _ -> Framing.CHUNKS, body -> chunks(body, 1) + "0\r\n\r\n"),
    SAME_LENGTH_TWICE(true, body -> length(body) + length(body), body -> body),
    EXPECTING(true, body -> "Expect: 100-continue\r\n" + length(body), body -> body),
    EXPECTING_SOMETHING_ELSE(true, body -> "Expect: 200-nothing\r\n" + length(body), body -> body),
    CHUNKED_TO_64_KIB(false, _ -> Framing.CHUNKS, body -> chunks(body + " ".repeat(65_537), 4_096) + "0\r\n\r\n"),
    CHUNKED_TO_A_MEBIBYTE(false, _ -> Framing.CHUNKS, body -> chunks(body + " ".repeat(1 << 20), 60_000) + "0\r\n\r\n"),
    CHUNK_OF_NO_NUMBER(false, _ -> Framing.CHUNKS, body -> "zz\r\n" + body + "\r\n0\r\n\r\n"),
    CHUNK_OF_NEGATIVE_LENGTH(false, _ -> Framing.CHUNKS, body -> "-1\r\n" + body + "\r\n0\r\n\r\n"),
    CHUNK_OF_HUGE_LENGTH(false, _ -> Framing.CHUNKS, body -> "FFFFFFFFFFFFFFFFF\r\n" + body),
    CHUNK_WITHOUT_END(false, _ -> Framing.CHUNKS, body -> chunks(body, 1_000)),
    CHUNK_WITH_LONG_EXTENSION(false, _ -> Framing.CHUNKS, body -> "1;a=" + "x".repeat(20_000) + "\r\n{\r\n" + body),
    LONG_TRAILER(false, _ -> Framing.CHUNKS, body -> chunks(body, 100) + "0\r\nA: " + "x".repeat(20_000) + "\r\n\r\n"),
    LENGTH_TOO_LONG(false, body -> length(body + " ".repeat(50)), body -> body),
    LENGTH_TOO_SHORT(false, body -> "Content-Length: " + body.length() / 2 + "\r\n", body -> body),
    LENGTH_NEGATIVE(false, _ -> "Content-Length: -5\r\n", body -> body),
    LENGTH_SIGNED(false, body -> "Content-Length: +" + body.length() + "\r\n", body -> body),
    LENGTH_HUGE(false, _ -> "Content-Length: 99999999999999999999\r\n", body -> body),
    LENGTH_OF_GIGABYTES(false, _ -> "Content-Length: 9999999999\r\n", body -> body),
    TWO_LENGTHS(false, body -> length(body) + length(body + " "), body -> body),
    LENGTH_AND_CHUNKS(false, body -> length(body) + Framing.CHUNKS, body -> body),
    NO_LENGTH(false, _ -> "", body -> body),
    UNKNOWN_CODING(false, _ -> "Transfer-Encoding: gzip\r\n", body -> body),
    CODINGS(false, _ -> "Transfer-Encoding: chunked, gzip\r\n", body -> chunks(body, 100) + "0\r\n\r\n"),
    SMUGGLED_CODING(false, body -> length(body) + "Transfer-Encoding: \u000bchunked\r\n", body -> body);

    private static final String CHUNKS = "Transfer-Encoding: chunked\r\n";

    private final boolean sound;
    private final UnaryOperator<String> headers;
    private final UnaryOperator<String> body;

    Framing(boolean sound, UnaryOperator<String> headers, UnaryOperator<String> body) {
        this.sound = sound;
        this.headers = headers;
        this.body = body;
    }

    /// Whether the whole body can be read. What can't be must not be taken.
    boolean isSound() {
        return sound;
    }

    String headers(String content) {
        return headers.apply(content);
    }

    String body(String content) {
        return body.apply(content);
    }

    private static String length(String body) {
        return "Content-Length: " + body.length() + "\r\n";
    }

    private static String chunks(String body, int size) {
        StringBuilder chunks = new StringBuilder();
        for (int at = 0; at < body.length(); at += size) {
            String chunk = body.substring(at, Math.min(body.length(), at + size));
            chunks.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return chunks.toString();
    }
}
