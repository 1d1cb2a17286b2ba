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

/// Stands between a client and a server. While it is shut, connections break and new ones are refused: an outage.
public final class Gate implements AutoCloseable {

    private final InetSocketAddress server;
    private final int port = TestBroker.freePort();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket door;

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
                Thread.ofVirtual().start(() -> pass(behind, client));
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

    private static void closed(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
