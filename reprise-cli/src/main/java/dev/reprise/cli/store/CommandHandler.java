package dev.reprise.cli.store;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.group.ChannelGroup;
import java.util.concurrent.Executor;

/// Runs one connection's commands off the event loop, so that they may wait for a commit. In order, when the executor
/// keeps order.
final class CommandHandler extends MongoDatabaseHandler {
    private final Executor commands;

    CommandHandler(MongoBackend backend, ChannelGroup clients, Executor commands) {
        super(backend, clients);
        this.commands = commands;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
        commands.execute(() -> {
            try {
                super.channelRead0(context, request);
            } catch (RuntimeException failure) {
                context.fireExceptionCaught(failure);
            }
        });
    }
}
