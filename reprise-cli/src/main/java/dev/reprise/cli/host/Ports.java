package dev.reprise.cli.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;

/// TCP ports of 127.0.0.1.
public final class Ports {
    private static final int CONNECT_MILLIS = 500;

    private Ports() {}

    public static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /// Whether someone answers there.
    public static boolean accepts(int port) {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /// The preferred port when it is free, otherwise one that is and isn't promised to another.
    public static int freePort(int preferred, Set<Integer> promised) {
        if (!promised.contains(preferred) && isFree(preferred)) {
            return preferred;
        }
        while (true) {
            try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (!promised.contains(any.getLocalPort())) {
                    return any.getLocalPort();
                }
            } catch (IOException noneLeft) {
                throw new UncheckedIOException(noneLeft);
            }
        }
    }
}
