package dev.reprise.system.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private final ServerSocket echo = echo();
    private final TcpProxy proxy = new TcpProxy(0, echo::getLocalPort);

    private static ServerSocket echo() {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try {
                        Socket client = server.accept();
                        Thread.ofVirtual().start(() -> repeat(client));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void repeat(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException gone) {
            // The test is over, or cut it.
        }
    }

    @AfterEach
    void end() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void what_is_said_arrives_and_is_answered() throws IOException {
        try (Socket client = connected()) {
            assertThat(echoed(client, 42)).isEqualTo(42);
        }
    }

    @Test
    void a_cut_breaks_the_connections_there_are_and_every_new_one_until_it_is_healed() throws IOException {
        try (Socket client = connected()) {
            assertThat(echoed(client, 1)).isEqualTo(1);
            proxy.cut();
            assertThatThrownBy(() -> echoed(client, 2)).isInstanceOf(IOException.class);
        }
        try (Socket client = connected()) {
            assertThatThrownBy(() -> echoed(client, 3)).isInstanceOf(IOException.class);
        }
        proxy.heal();
        try (Socket client = connected()) {
            assertThat(echoed(client, 4)).isEqualTo(4);
        }
    }

    @Test
    void a_slow_connection_is_late_in_both_directions_and_loses_nothing() throws IOException {
        try (Socket client = connected()) {
            proxy.slow(Duration.ofMillis(150));
            long start = System.nanoTime();
            assertThat(echoed(client, 42)).isEqualTo(42);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            proxy.heal();
            assertThat(echoed(client, 43)).isEqualTo(43);
        }
    }

    private Socket connected() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(5_000);
        return client;
    }

    private static int echoed(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        int answer = client.getInputStream().read();
        if (answer < 0) {
            throw new IOException("the connection was closed");
        }
        return answer;
    }
}
