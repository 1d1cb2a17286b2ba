package dev.reprise.system.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// Stands between a service and its store, and passes on what they say: at once, late, or not at all. Thread-safe.
final class TcpProxy implements AutoCloseable {

    private static final int CHUNK = 16 * 1024;
    private static final int CONNECT_MILLISECONDS = 2_000;

    private final ServerSocket listening;
    private final IntSupplier target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean cut;
    private volatile Duration delay = Duration.ZERO;

    /// @param port where it listens, on the loopback address
    /// @param target the port that it passes on to; asked for each connection
    TcpProxy(int port, IntSupplier target) {
        this.target = target;
        try {
            listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("proxy " + port).start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /// Breaks every connection, and each new one at once.
    void cut() {
        cut = true;
        open.forEach(TcpProxy::breakOff);
    }

    /// Passes on everything that much later from now on: every piece, in both directions.
    void slow(Duration by) {
        delay = by;
    }

    /// Passes on everything at once again.
    void heal() {
        cut = false;
        delay = Duration.ZERO;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException ended) {
                // Closed, or one connection less.
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        open.add(client);
        open.add(server);
        try {
            if (cut) {
                throw new IOException("cut");
            }
            server.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getAsInt()), CONNECT_MILLISECONDS);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread answers = Thread.ofVirtual().start(() -> pass(server, client));
            pass(client, server);
            answers.join();
        } catch (IOException | RuntimeException unreachable) {
            // The client notices by its broken connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            breakOff(client);
            breakOff(server);
            open.remove(client);
            open.remove(server);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                Duration late = delay;
                if (late.isPositive() && closed.await(late.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                out.write(chunk, 0, read);
            }
        } catch (IOException broken) {
            // Then the other half is broken too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            breakOff(from);
            breakOff(to);
        }
    }

    private static void breakOff(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // It is broken, and that is all that is asked for.
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
