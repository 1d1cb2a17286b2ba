package dev.reprise.cli.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.State;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    @Test
    void a_reader_who_saw_a_change_that_is_not_finished_waits_until_it_is_in_the_file(@TempDir Path folder)
            throws InterruptedException {
        try (MVStore store = MVStore.open(folder.resolve("store.mv").toString())) {
            store.setAutoCommitDelay(0);
            GroupCommit commits = new GroupCommit(store);
            Map<String, String> map = store.openMap("map");
            CountDownLatch written = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            AtomicBoolean isFinished = new AtomicBoolean();
            Thread writer = Thread.ofPlatform()
                    .start(() -> commits.change(() -> {
                        map.put("key", "value");
                        written.countDown();
                        await(goOn);
                        isFinished.set(true);
                        return map;
                    }));
            assertThat(written.await(10, SECONDS)).isTrue();
            assertThat(map.get("key")).isEqualTo("value");

            AtomicBoolean wasFinished = new AtomicBoolean();
            Thread reader = Thread.ofPlatform().start(() -> {
                commits.awaitDurable();
                wasFinished.set(isFinished.get());
            });
            Awaitility.await()
                    .until(() -> EnumSet.of(State.WAITING, State.TERMINATED).contains(reader.getState()));
            goOn.countDown();
            reader.join();
            writer.join();

            assertThat(wasFinished).isTrue();
            assertThat(store.hasUnsavedChanges()).isFalse();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
