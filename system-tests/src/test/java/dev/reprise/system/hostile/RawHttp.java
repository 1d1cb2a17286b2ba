package dev.reprise.system.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// HTTP/1.1 over a socket of its own for each request, so that bytes can be sent that no client library lets through.
/// What was sent is followed by the end of the stream: a server that waits for more sees that none will come.
final class RawHttp {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 30_000;
    private static final int LONGEST_LINE = 1 << 20;

    private RawHttp() {}

    /// Sends the bytes and reads the answer; of a stream of events only its head. No answer is [RawAnswer#NONE].
    static RawAnswer send(URI service, byte[] request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), CONNECT_MILLIS);
            socket.setSoTimeout(READ_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
            } catch (IOException refusedMeanwhile) {
                // It answered before it had read everything, and reads no more. The answer is there all the same.
            }
            return answer(new BufferedInputStream(socket.getInputStream()), request);
        }
    }

    private static RawAnswer answer(InputStream in, byte[] request) throws IOException {
        try {
            String status = line(in);
            while (status.matches("HTTP/1\\.1 1\\d\\d.*")) {
                headers(in);
                status = line(in);
            }
            if (!status.startsWith("HTTP/")) { // as HTTP/0.9 answers, where a request's first line is none of HTTP/1
                return new RawAnswer(0, status, Map.of(), in.readNBytes(in.available())); // may be endless
            }
            Map<String, List<String>> headers = headers(in);
            RawAnswer head = new RawAnswer(code(status), status, headers, new byte[0]);
            return hasNoBody(head, request) ? head : new RawAnswer(head.status(), status, headers, body(in, head));
        } catch (java.net.SocketException reset) {
            return RawAnswer.NONE;
        }
    }

    private static int code(String statusLine) {
        if (!statusLine.matches("HTTP/1\\.1 [1-5]\\d\\d( .*)?")) {
            throw new IllegalStateException("no status line: " + statusLine);
        }
        return Integer.parseInt(statusLine.substring(9, 12));
    }

    private static boolean hasNoBody(RawAnswer head, byte[] request) {
        boolean asksForHead = request.length > 5 && new String(request, 0, 5, ISO_8859_1).equals("HEAD ");
        return asksForHead
                || head.status() == 204
                || head.status() == 304
                || head.header("content-type").startsWith("text/event-stream");
    }

    private static byte[] body(InputStream in, RawAnswer head) throws IOException {
        String length = head.header("content-length");
        if (!length.isEmpty()) {
            return in.readNBytes(Integer.parseInt(length));
        }
        return head.header("transfer-encoding").equals("chunked") ? chunks(in) : in.readAllBytes();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            whole.write(in.readNBytes(size));
            line(in);
        }
        return whole.toByteArray();
    }

    private static Map<String, List<String>> headers(InputStream in) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw new IllegalStateException("a line without an end");
            }
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }
}
