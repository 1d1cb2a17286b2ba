package dev.reprise.query.replays;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import dev.reprise.query.generations.DifferenceCounts;
import dev.reprise.query.model.AfterBulk;
import dev.reprise.query.replays.Difference.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Compares two generations, document by document, while both go on following the head.
///
/// Two that differ need not be wrong: one may be a moment ahead. What differs is therefore looked at again once both
/// have folded everything that stood on the topics when it was found. If neither of the two documents has changed by
/// then, or both are equally far and still differ, they do differ; otherwise they are looked at again. For one thread.
final class ModelDiff {

    /// Waits until both generations have folded what stands on the topics now.
    interface Barrier {
        void await() throws InterruptedException;
    }

    /// Takes differences as they are found.
    interface Found {
        void add(List<Difference> differences);
    }

    private static final int PAGE = 500;
    private static final int ROUNDS = 50;

    private record Suspect(
            String id, @Nullable Document live, @Nullable Document rebuilt) {}

    private final Barrier barrier;
    private final AfterBulk pace;
    private final Found found;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private long compared;

    ModelDiff(Barrier barrier, AfterBulk pace, Found found) {
        this.barrier = barrier;
        this.pace = pace;
        this.found = found;
    }

    DifferenceCounts counts() {
        return new DifferenceCounts(
                counts.getOrDefault(Kind.MISSING, 0L),
                counts.getOrDefault(Kind.EXTRA, 0L),
                counts.getOrDefault(Kind.CHANGED, 0L));
    }

    long compared() {
        return compared;
    }

    void compare(List<ModelPair> pairs) throws InterruptedException {
        for (ModelPair pair : pairs) {
            compare(pair);
        }
    }

    private void compare(ModelPair pair) throws InterruptedException {
        Pages live = new Pages(pair.live());
        Pages rebuilt = new Pages(pair.rebuilt());
        List<Suspect> suspects = new ArrayList<>();
        while (live.peek() != null || rebuilt.peek() != null) {
            Suspect next = next(live, rebuilt);
            compared++;
            if (!Objects.equals(next.live(), next.rebuilt())) {
                suspects.add(next);
            }
            if (suspects.size() == PAGE) {
                settle(pair, suspects);
                suspects = new ArrayList<>();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        settle(pair, suspects);
    }

    private static Suspect next(Pages live, Pages rebuilt) {
        String liveId = live.peek();
        String rebuiltId = rebuilt.peek();
        if (rebuiltId == null || (liveId != null && liveId.compareTo(rebuiltId) < 0)) {
            return new Suspect(Objects.requireNonNull(liveId), live.take(), null);
        }
        if (liveId == null || rebuiltId.compareTo(liveId) < 0) {
            return new Suspect(rebuiltId, null, rebuilt.take());
        }
        return new Suspect(liveId, live.take(), rebuilt.take());
    }

    private void settle(ModelPair pair, List<Suspect> suspects) throws InterruptedException {
        List<Suspect> open = suspects;
        for (int round = 1; !open.isEmpty(); round++) {
            barrier.await();
            List<Difference> differences = new ArrayList<>();
            List<Suspect> again = new ArrayList<>();
            List<Suspect> seen = lookAgain(pair, open);
            for (int i = 0; i < seen.size(); i++) {
                Suspect now = seen.get(i);
                if (!Objects.equals(now.live(), now.rebuilt())) {
                    if (now.equals(open.get(i)) || isAsFar(pair, now) || round == ROUNDS) {
                        differences.add(Difference.between(pair.name(), now.id(), now.live(), now.rebuilt()));
                    } else {
                        again.add(now);
                    }
                }
            }
            differences.forEach(difference -> counts.merge(difference.kind(), 1L, Long::sum));
            found.add(differences);
            open = again;
        }
    }

    private static boolean isAsFar(ModelPair pair, Suspect suspect) {
        return suspect.live() != null && suspect.rebuilt() != null && pair.isAsFar(suspect.live(), suspect.rebuilt());
    }

    /// The same documents as they are now, in the same order.
    private static List<Suspect> lookAgain(ModelPair pair, List<Suspect> suspects) {
        List<String> ids = suspects.stream().map(Suspect::id).toList();
        Map<String, Document> live = byId(pair.live(), ids);
        Map<String, Document> rebuilt = byId(pair.rebuilt(), ids);
        return ids.stream()
                .map(id -> new Suspect(id, live.get(id), rebuilt.get(id)))
                .toList();
    }

    private static Map<String, Document> byId(MongoCollection<Document> collection, List<String> ids) {
        Map<String, Document> found = new HashMap<>();
        collection.find(in("_id", ids)).forEach(document -> found.put(document.getString("_id"), document));
        return found;
    }

    /// Walks a collection in order of its ids, a page at a time.
    private final class Pages {
        private final MongoCollection<Document> collection;
        private final Deque<Document> page = new ArrayDeque<>();
        private String last = "";
        private boolean ended;

        Pages(MongoCollection<Document> collection) {
            this.collection = collection;
        }

        @Nullable
        String peek() {
            if (page.isEmpty() && !ended) {
                long start = System.nanoTime();
                collection
                        .find(gt("_id", last))
                        .sort(Sorts.ascending("_id"))
                        .limit(PAGE)
                        .into(page);
                ended = page.size() < PAGE;
                last = page.isEmpty() ? last : page.getLast().getString("_id");
                pace.wrote(System.nanoTime() - start);
            }
            return page.isEmpty() ? null : page.getFirst().getString("_id");
        }

        Document take() {
            return page.removeFirst();
        }
    }
}
