package dev.reprise.cli.broker;

import java.nio.file.Path;

/// The embedded broker's configuration: one node, nothing deleted by age, small.
final class BrokerSettings {
    private BrokerSettings() {}

    /// The text of a `server.properties`.
    ///
    /// @param data where Kafka keeps its logs
    static String text(Path data, int port, int controllerPort) {
        return """
            process.roles=broker,controller
            node.id=1
            controller.quorum.bootstrap.servers=127.0.0.1:%2$d
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
            controller.listener.names=CONTROLLER
            inter.broker.listener.name=PLAINTEXT
            log.dirs=%3$s

            # History is for ever: topics are only ever deleted by hand. Services create their own.
            auto.create.topics.enable=false
            num.partitions=12
            log.retention.ms=-1
            offsets.retention.minutes=2147483647

            # One node holds every internal topic.
            default.replication.factor=1
            min.insync.replicas=1
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=5
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            share.coordinator.state.topic.num.partitions=1
            group.initial.rebalance.delay.ms=0

            # After a kill the next start is refused until the session of the one before has ended; 9 s by default.
            broker.session.timeout.ms=3000
            broker.heartbeat.interval.ms=500

            # A small machine: few threads, and no megabytes set aside for cleaning.
            num.network.threads=2
            num.io.threads=4
            num.replica.fetchers=1
            num.recovery.threads.per.data.dir=2
            background.threads=2
            log.cleaner.dedupe.buffer.size=4194304
            log.cleaner.io.buffer.size=65536
            queued.max.requests=100
            metric.reporters=
            """.formatted(port, controllerPort, data.toString().replace("\\", "/"));
    }
}
