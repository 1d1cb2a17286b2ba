package dev.reprise.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reprise.system.ApiDocument.Operation;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request as it is sent.
///
/// @param operation which of the documented ones it is a distortion of; absent when of none
/// @param what is wrong with it, for people
/// @param head up to the body; each character stands for a byte
/// @param content what the body says, without its framing; absent when there is none
/// @param body as sent
@SuppressWarnings("ArrayRecordComponent") // is compared with nothing
record RawRequest(
        String service,
        @Nullable Operation operation,
        String what,
        String head,
        byte @Nullable [] content,
        byte[] body) {

    private static final int SHOWN = 160;
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    byte[] bytes() {
        byte[] start = head.getBytes(ISO_8859_1);
        byte[] whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    String method() {
        int end = head.indexOf(' ');
        return end < 0 ? "" : head.substring(0, end);
    }

    boolean isWrite() {
        return WRITES.contains(method());
    }

    boolean has(String header) {
        return head.contains("\r\n" + header + ":");
    }

    @Override
    public String toString() {
        String line = head.lines().findFirst().orElse("");
        String shown = new String(body, ISO_8859_1);
        return "%s %s [%s] %s %s"
                .formatted(service, operation == null ? "" : operation.id(), what, shortened(line), shortened(shown))
                .replaceAll("\\p{Cntrl}", "?");
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(SHOWN, text.length()));
    }
}
