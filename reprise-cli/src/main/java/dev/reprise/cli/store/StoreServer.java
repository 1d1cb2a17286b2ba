package dev.reprise.cli.store;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// One service's store: its file, and the port that serves it on 127.0.0.1.
///
/// A connection belongs to one of 16 event loops (started when needed), which also runs its commands: so an
/// answer takes no handing over between threads, a scan or a bulk write doesn't hold up the connections of other
/// loops, and writers can wait for a commit together.
final class StoreServer implements AutoCloseable {
    private static final int CONNECTION_LOOPS = 16;

    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final EventLoopGroup connections =
            new MultiThreadIoEventLoopGroup(CONNECTION_LOOPS, NioIoHandler.newFactory());
    private final StoreFile file;
    private final Channel server;

    private StoreServer(StoreFile file, MongoBackend backend, int port, EventLoopGroup accepting) {
        this.file = file;
        this.server = new ServerBootstrap()
                .group(accepting, connections)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new MongoWireReplyEncoder())
                                .addLast(new MongoWireMessageEncoder())
                                .addLast(new MongoWireProtocolHandler())
                                .addLast(new MongoDatabaseHandler(backend, clients))
                                .addLast(new MongoExceptionHandler());
                    }
                })
                .bind("127.0.0.1", port)
                .syncUninterruptibly()
                .channel();
    }

    /// @param port 0 for any free one
    /// @param accepting takes connections and hands them over; may serve several stores
    /// @throws org.h2.mvstore.MVStoreException when the file can't be opened
    static StoreServer start(Path path, int port, EventLoopGroup accepting) {
        StoreFile file = StoreFile.open(path);
        try {
            MongoBackend backend = new DurableBackend(file);
            file.tidyAfterOpen();
            return new StoreServer(file, backend, port, accepting);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    void tidy() {
        file.tidy();
    }

    /// Takes no more connections, ends the ones there are, lets running commands finish, closes the file. An unanswered
    /// write may or may not be in it.
    @Override
    public void close() {
        server.close().syncUninterruptibly();
        clients.close().awaitUninterruptibly();
        connections.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        file.close();
    }
}
