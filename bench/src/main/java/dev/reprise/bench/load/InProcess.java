package dev.reprise.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/// A thread of this JVM for each connection. It takes about as much of the processors as the service it asks, so that
/// ratios come out nearer to 1 than wrk's: the report says which of the two it was.
final class InProcess implements LoadGenerator {

    @Override
    public String name() {
        return "Apache HttpClient in this JVM (no wrk is installed); its own cost draws ratios towards 1";
    }

    @Override
    public Throughput run(HttpLoad load, Duration duration) throws IOException, InterruptedException {
        Counts counts = new Counts(new LongAdder(), new LongAdder(), new LongAdder());
        double seconds;
        try (CloseableHttpClient http = client(load.connections());
                ExecutorService threads = Executors.newFixedThreadPool(load.connections())) {
            long start = System.nanoTime();
            for (int i = 0; i < load.connections(); i++) {
                threads.execute(() -> sendUntil(start + duration.toNanos(), load, http, counts));
            }
            threads.shutdown();
            boolean _ = threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            seconds = (System.nanoTime() - start) / 1e9;
        }
        return new Throughput(
                counts.requests().sum(),
                seconds,
                counts.bytes().sum(),
                counts.failed().sum());
    }

    private record Counts(LongAdder requests, LongAdder bytes, LongAdder failed) {}

    private static CloseableHttpClient client(int connections) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .build())
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .build();
    }

    private static void sendUntil(long end, HttpLoad load, CloseableHttpClient http, Counts counts) {
        ClassicHttpRequest request = request(load);
        do {
            try {
                counts.bytes().add(http.execute(request, answer -> read(answer, counts)));
                counts.requests().increment();
            } catch (IOException e) {
                counts.failed().increment();
            }
        } while (System.nanoTime() < end);
    }

    private static ClassicHttpRequest request(HttpLoad load) {
        ClassicRequestBuilder request =
                ClassicRequestBuilder.create(load.method()).setUri(load.url());
        load.headers().forEach(request::addHeader);
        if (!load.body().isEmpty()) {
            request.setEntity(
                    new StringEntity(load.body(), ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
        }
        return request.build();
    }

    private static int read(ClassicHttpResponse answer, Counts counts) throws IOException {
        if (answer.getCode() >= 400) {
            counts.failed().increment();
        }
        HttpEntity body = answer.getEntity();
        return body == null ? 0 : EntityUtils.toByteArray(body).length;
    }
}
