package dev.reprise.cli.store;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStoreException;

/// The process that hosts all stores: `StoreProcess <folder> <name>=<port> …`. Each store has its own file,
/// port and connections; they share nothing but the process. Prints `<name> <port>` for each and then `ready`;
/// ends on SIGTERM, and by itself with exit code 1 within about a second when a file can't be written any more.
public final class StoreProcess {
    private static final int UNWRITABLE = 1;

    private StoreProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        EventLoopGroup accepting = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        List<StoreServer> servers = new ArrayList<>();
        for (String store : List.of(arguments).subList(1, arguments.length)) {
            String name = store.substring(0, store.indexOf('='));
            int port = Integer.parseInt(store.substring(name.length() + 1));
            StoreServer server = StoreServer.start(folder.resolve(name + ".mv"), port, accepting);
            servers.add(server);
            System.out.println(name + " " + server.port());
        }
        ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("tidy").factory());
        var tidying = housekeeping.scheduleWithFixedDelay(() -> tidy(servers), 1, 1, TimeUnit.SECONDS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            tidying.cancel(false);
            servers.parallelStream().forEach(StoreServer::close);
        }));
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    private static void tidy(List<StoreServer> servers) {
        try {
            servers.forEach(StoreServer::tidy);
        } catch (MVStoreException e) {
            System.err.printf(
                    "The store ends: %s. Nothing was acknowledged that is not in its files."
                            + " Make room on the disk, or mend it, and start the store again.%n",
                    e.getMessage());
            Runtime.getRuntime().halt(UNWRITABLE);
        }
    }
}
