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

/// The process that hosts all stores: `StoreProcess <folder> <name>=<port> …`. Each store has its own file,
/// port and connections; they share nothing but the process. Prints `<name> <port>` for each and then `ready`;
/// ends on SIGTERM.
public final class StoreProcess {
    private StoreProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        List<StoreServer> servers = new ArrayList<>();
        for (String store : List.of(arguments).subList(1, arguments.length)) {
            String name = store.substring(0, store.indexOf('='));
            int port = Integer.parseInt(store.substring(name.length() + 1));
            StoreServer server = StoreServer.start(folder.resolve(name + ".mv"), port, loops);
            servers.add(server);
            System.out.println(name + " " + server.port());
        }
        ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("tidy").factory());
        var tidying =
                housekeeping.scheduleWithFixedDelay(() -> servers.forEach(StoreServer::tidy), 1, 1, TimeUnit.SECONDS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            tidying.cancel(false);
            servers.parallelStream().forEach(StoreServer::close);
        }));
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
