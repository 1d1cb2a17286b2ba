package dev.reprise.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void a_taken_port_is_known_with_its_holder_and_another_is_found_instead() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();

            assertThat(Ports.isFree(port)).isFalse();
            assertThat(Ports.accepts(port)).isTrue();
            assertThat(PortHolder.of(port)).get().satisfies(holder -> {
                assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
                assertThat(holder.command()).contains("java");
            });
            assertThat(Ports.freePort(port, Set.of())).isNotEqualTo(port);
        }
    }

    @Test
    void a_port_that_is_promised_to_another_is_not_given_again() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(Ports.isFree(free)).isTrue();
        assertThat(PortHolder.of(free)).isEmpty();
        assertThat(Ports.freePort(free, Set.of())).isEqualTo(free);
        assertThat(Ports.freePort(free, Set.of(free))).isNotEqualTo(free);
    }

    @Test
    void the_memory_of_this_process_is_known() {
        assertThat(ResidentMemory.mebibytes(ProcessHandle.current().pid()).orElseThrow())
                .isGreaterThan(10);
    }
}
