package dev.reprise.starter.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Stands between a client and a server. While it is shut, connections break and new ones are refused: an
/// outage. It can also let requests in and no answer out.
public final class Gate implements AutoCloseable {

    private final InetSocketAddress server;
    private final int port = TestBroker.freePort();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket door;
    private volatile boolean losesAnswers;

    /// An open gate before `server`.
    public Gate(InetSocketAddress server) {
        this.server = server;
        open();
    }

    public int port() {
        return port;
    }

    public void open() {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            door = opened;
            Thread.ofVirtual().start(() -> letIn(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void shut() {
        ServerSocket opened = door;
        if (opened != null) {
            closed(opened);
        }
        sockets.forEach(Gate::closed);
        sockets.clear();
    }

    /// Whether requests arrive as ever, and an answer breaks its connection instead of passing.
    public void loseAnswers(boolean lost) {
        losesAnswers = lost;
    }

    @Override
    public void close() {
        shut();
    }

    private void letIn(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket client = opened.accept();
                Socket behind = new Socket(server.getAddress(), server.getPort());
                sockets.add(client);
                sockets.add(behind);
                Thread.ofVirtual().start(() -> pass(client, behind));
                Thread.ofVirtual().start(() -> passAnswers(behind, client));
            } catch (IOException e) {
                closed(opened);
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            closed(to);
        }
    }

    private void passAnswers(Socket from, Socket to) {
        byte[] piece = new byte[8_192];
        try (from;
                to) {
            for (int length = from.getInputStream().read(piece);
                    length >= 0 && !losesAnswers;
                    length = from.getInputStream().read(piece)) {
                to.getOutputStream().write(piece, 0, length);
            }
        } catch (IOException e) {
            closed(to);
        }
    }

    private static void closed(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
