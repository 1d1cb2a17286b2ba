package dev.reprise.system.hostile;

import dev.reprise.system.RunningSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Requests to addresses that no document names, and bytes that are hardly a request.
@SuppressWarnings("StringConcatToTextBlock") // it is about the ends of lines
final class RawAttacks {

    /// What stands here may be closed without an answer: it is no request of HTTP/1.1.
    static final String NO_REQUEST = "no request";

    private static final List<String> TARGETS = List.of(
            "/",
            "//",
            "///",
            "//x",
            "//evil.example/x",
            "//user@evil.example:99999/",
            "//[::1",
            "//:",
            "/;",
            "/;a=b",
            "/.",
            "/./",
            "/..",
            "/../..",
            "/%2e%2e/",
            "/%2e%2e%2fetc",
            "/%2f",
            "/%5c",
            "/%00",
            "/%zz",
            "/%",
            "/%c0%af",
            "/%ff",
            "/%ed%a0%80",
            "/\u00ff",
            "/\u00c3\u00a9",
            "/a b",
            "/<x>",
            "/{x}",
            "/a:b",
            "/:",
            "/@",
            "/'",
            "/*",
            "/$where",
            "*",
            "x",
            "",
            "?",
            "?x",
            "#",
            "/#x",
            "http://evil.example/",
            "http://evil.example:99999/",
            "http:///x",
            "http://",
            "http:x",
            "https://user:pass@evil.example/x",
            "evil.example:80",
            "/error",
            "/error?%zz",
            "/error/x",
            "/actuator",
            "/actuator/health?%zz",
            "/actuator/health/..",
            "/actuator/env",
            "/actuator/heapdump",
            "/actuator/shutdown",
            "/actuator/consumers?x=%ff",
            "/actuator/prometheus?includedNames=%00",
            "/v3/api-docs?group=%zz",
            "/v3/api-docs/..%2f",
            "/v3/api-docs.yaml",
            "/swagger-ui/..%5c",
            "/swagger-ui.html?url=//evil.example",
            "/webjars/x",
            "/favicon.ico",
            "/static/%2e%2e/application.yml",
            "/WEB-INF/web.xml",
            "/META-INF/MANIFEST.MF",
            "/posts/",
            "/posts//",
            "/posts/x/y/z",
            "/posts;x=1",
            "/posts%20",
            "/POSTS",
            "/v1/tasks/",
            "/v2/tasks",
            "/posts?" + "a=1&".repeat(1_500),
            "/" + "x".repeat(9_000),
            "/" + "x/".repeat(3_000),
            "/?" + "%41".repeat(2_000));

    private static final List<String> VERSIONS = List.of(
            "HTTP/1.0",
            "HTTP/0.9",
            "HTTP/2.0",
            "HTTP/3.0",
            "HTTP/1.2",
            "HTTP/9.9",
            "HTTP/1.1 x",
            "HTTP/",
            "http/1.1",
            "FOO/1.1",
            "HTTP/1.1\0",
            "HTTP/99999999999.1");

    private static final List<String> HEADERS = List.of(
            "Host: a\r\nHost: b\r\n",
            "Host: a b\r\n",
            "Host: \u00ff\r\n",
            "Host: [::1\r\n",
            "Host: a:99999\r\n",
            "Host: a/b?c#d\r\n",
            "Host:\r\n",
            "",
            "Host: x\r\nno colon\r\n",
            "Host: x\r\nA B: 1\r\n",
            "Host: x\r\n: 1\r\n",
            "Host: x\r\nA\0: 1\r\n",
            "Host: x\r\nA: \0\r\n",
            "Host: x\r\n\u00ff: 1\r\n",
            "Host: x\r\n A: 1\r\n",
            "Host: x\r\nX-Author: a\r\nX-Author: b\r\n",
            "Host: x\r\nAccept: */*\r\nAccept: garbage\r\n",
            "Host: x\r\nCookie: " + "a=b; ".repeat(900) + "\r\n",
            "Host: x\r\nA: " + "x".repeat(9_000) + "\r\n",
            "Host: x\r\n" + many(99),
            "Host: x\r\n" + many(120),
            "Host: x\r\n" + many(5_000),
            "Host: x\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: \u00ff\r\n",
            "Host: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n",
            "Host: x\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: DELETE\r\n",
            "Host: x\r\n"
                    + "Origin: null\r\n"
                    + "Access-Control-Request-Method: \u00ff\r\n"
                    + "Access-Control-Request-Headers: ,,\r\n");

    private static final List<String> NO_REQUESTS = List.of(
            "\r\n\r\n",
            "\0\0\0\0",
            "\u0016\u0003\u0001\0\u00f8\u0001\0\0\u00f4\u0003\u0003",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "GET",
            "GET ",
            "GET /posts",
            "GET /posts\r\n",
            "GET /posts HTTP/1.1",
            "GET /posts HTTP/1.1\r\nHost: x",
            "\u0005\u0001\0",
            "SSH-2.0-x\r\n",
            "{\"title\":\"x\"}",
            "x".repeat(100_000),
            "\r\n".repeat(10_000));

    private RawAttacks() {}

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "X-" + i + ": 1\r\n").collect(Collectors.joining());
    }

    /// All of them against every service, with garbage by chance among them.
    static List<Attack> all(Random random, int garbage) {
        List<Attack> attacks = new ArrayList<>();
        for (String service : RunningSystem.SERVICES) {
            for (String method : List.of("GET", "POST", "OPTIONS")) {
                TARGETS.forEach(target -> attacks.add(raw(
                        service,
                        "address " + shortened(target),
                        method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")));
            }
            for (String version : VERSIONS) {
                attacks.add(raw(service, "version " + version, "GET /posts " + version + "\r\nHost: x\r\n\r\n"));
            }
            for (String method : List.of("GET", "OPTIONS")) {
                HEADERS.forEach(headers -> attacks.add(raw(
                        service,
                        "headers " + shortened(headers),
                        method + " /posts HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n")));
            }
            NO_REQUESTS.forEach(bytes -> attacks.add(raw(service, NO_REQUEST + " " + shortened(bytes), bytes)));
            for (int i = 0; i < garbage; i++) {
                String bytes = random.ints(1 + random.nextInt(300), 0, 256)
                        .mapToObj(b -> String.valueOf((char) b))
                        .collect(Collectors.joining());
                attacks.add(raw(service, NO_REQUEST + " but garbage", bytes));
                attacks.add(raw(
                        service,
                        "garbage in the address",
                        "GET /" + bytes + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
                attacks.add(raw(
                        service,
                        "garbage in a header",
                        "GET /posts HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-A: " + bytes + "\r\n\r\n"));
            }
        }
        return attacks;
    }

    private static Attack raw(String service, String what, String head) {
        RawRequest request = new RawRequest(service, null, what, head, null, new byte[0]);
        return _ -> request;
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(30, text.length()));
    }
}
