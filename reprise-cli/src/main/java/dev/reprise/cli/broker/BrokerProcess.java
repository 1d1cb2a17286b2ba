package dev.reprise.cli.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Exit;

/// The broker's process: `BrokerProcess <folder> <port>`. Formats the folder on the first start and then is Kafka; ends
/// on SIGTERM.
///
/// Formatting may be cut short at any point: the cluster's id is settled before it, Kafka writes its mark of
/// completion last, and until that is there the next start formats again with the same id.
public final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] arguments) throws IOException {
        BrokerFiles files = new BrokerFiles(Path.of(arguments[0]).toAbsolutePath());
        int port = Integer.parseInt(arguments[1]);
        Path configuration = files.configure(port, freePort());
        if (!files.isFormatted()) {
            format(files.clusterId(), configuration);
        }
        Kafka.main(new String[] {configuration.toString()});
    }

    private static void format(String clusterId, Path configuration) {
        String[] format = {
            "format", "-t", clusterId, "-c", configuration.toString(), "--standalone", "--ignore-formatted"
        };
        int status = StorageTool.execute(format, System.out);
        if (status != 0) {
            Exit.exit(status);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
