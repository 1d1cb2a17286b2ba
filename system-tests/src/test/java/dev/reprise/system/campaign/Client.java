package dev.reprise.system.campaign;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.Ids;
import dev.reprise.events.Topic;
import dev.reprise.system.Answer;
import dev.reprise.system.Api;
import dev.reprise.system.Call;
import dev.reprise.system.RunningSystem;
import dev.reprise.system.campaign.History.Attempt;
import dev.reprise.system.campaign.History.Kind;
import dev.reprise.system.campaign.History.Outcome;
import dev.reprise.system.campaign.History.Read;
import dev.reprise.system.campaign.History.Write;
import dev.reprise.system.campaign.Known.Thing;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Somebody who writes and reads, one operation after the other, and notes what they were told. Used by one thread;
/// what they noted is asked for afterwards.
final class Client {

    private static final String ANONYMOUS = "anonymous";
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int TRIES = 3;
    private static final List<String> STATUSES = List.of("active", "completed", "canceled");

    /// A creation that was not answered and may be sent again under its key.
    ///
    /// @param request makes the request anew
    /// @param done what to do when it is acknowledged
    private record Unanswered(Supplier<Call> request, List<Attempt> attempts, Consumer<UUID> done) {}

    private final String author;
    private final List<Step> steps;
    private final Api api;
    private final Gate gate;
    private final Known known;
    private final Reads reads;
    private final List<Write> writes = new ArrayList<>();
    private final List<Read> answered = new ArrayList<>();
    private final Map<UUID, Long> versions = new HashMap<>();
    private final Deque<Unanswered> unanswered = new ArrayDeque<>();
    private String name = "";
    private int readsWithoutAnswer;

    Client(String author, List<Step> steps, Api api, Gate gate, Known known) {
        this.author = author;
        this.steps = steps;
        this.api = api;
        this.gate = gate;
        this.known = known;
        this.reads = new Reads(api);
    }

    List<Write> writes() {
        return writes;
    }

    List<Read> reads() {
        return answered;
    }

    int readsWithoutAnswer() {
        return readsWithoutAnswer;
    }

    /// Does everything there is to do.
    void work() throws InterruptedException {
        for (int number = 0; number < steps.size(); number++) {
            gate.pass();
            name = author + ", operation " + number;
            perform(steps.get(number));
        }
    }

    /// Sends every creation once more that was never answered. For the end of a run, when all is well again.
    void finish() {
        for (int left = unanswered.size(); left > 0; left--) {
            tryAgain();
        }
    }

    private void perform(Step step) {
        switch (step.action()) {
            case CREATE_POST -> createPost(step);
            case EDIT_POST -> own(known.postOf(author, step.which()), step, this::editPost);
            case DELETE_POST -> own(known.postOf(author, step.which()), step, this::deletePost);
            case CREATE_COMMENT -> own(known.post(step.which()), step, this::createComment);
            case EDIT_COMMENT -> own(known.commentOf(author, step.which()), step, this::editComment);
            case DELETE_COMMENT -> own(known.commentOf(author, step.which()), step, this::deleteComment);
            case CREATE_TASK -> createTask(step);
            case UPDATE_TASK -> own(known.task(step.which()), step, this::updateTask);
            case ASK_FOR_REFUSAL -> own(known.postOfAnother(author, step.which()), step, this::askForRefusal);
            case TRY_AGAIN -> tryAgain();
            case READ -> read(step);
        }
    }

    private interface On {
        void act(Thing thing, Step step);
    }

    /// What can't be done yet makes a post.
    private void own(Optional<Thing> thing, Step step, On on) {
        if (thing.isPresent()) {
            on.act(thing.get(), step);
        } else {
            createPost(step);
        }
    }

    // Writes

    private void createPost(Step step) {
        String title = "post of " + name;
        create(step, Kind.CREATE_POST, title, () -> api.posting(author, title), id -> {
            known.addPost(new Thing(id, id, author));
            if (step.isReadBack()) {
                ConsistencyToken token = new ConsistencyToken(Topic.POSTS, id, id, 1);
                note(
                        step.how() < 0.5
                                ? reads.post(id, author, token)
                                : reads.posts("?limit=20&author=" + author, author, token));
            }
        });
    }

    private void createComment(Thing post, Step step) {
        String content = content(step);
        create(step, Kind.CREATE_COMMENT, content, () -> api.commenting(author, post.id(), content), id -> {
            known.addComment(new Thing(id, post.id(), author));
            readBack(step, post.id(), id, 1);
        });
    }

    private String content(Step step) {
        return (step.isRejectable() ? "an Orange comment of " : "comment of ") + name;
    }

    private void createTask(Step step) {
        String task = "task of " + name;
        create(step, Kind.CREATE_TASK, task, () -> api.creatingTask(Map.of("name", task)), id -> {
            known.addTask(new Thing(id, id, author));
            if (step.isReadBack()) {
                note(reads.tasks(author, new ConsistencyToken(Topic.TASKS, id, id, 1)));
            }
        });
    }

    private void create(Step step, Kind kind, String text, Supplier<Call> request, Consumer<UUID> done) {
        String key = "key of " + name;
        Supplier<Call> keyed = step.isKeyed() ? () -> request.get().with("Idempotency-Key", key) : request;
        List<Attempt> attempts = new ArrayList<>();
        writes.add(new Write(name, kind, text, null, attempts));
        Attempt last = attempt(keyed.get(), attempts);
        while (step.isKeyed() && last.outcome() == Outcome.UNKNOWN && attempts.size() < TRIES) {
            last = attempt(keyed.get(), attempts);
        }
        ConsistencyToken token = last.token();
        if (token != null) {
            if (step.isKeyed() && step.isRepeated()) {
                attempt(keyed.get(), attempts);
            }
            done.accept(token.subject());
        } else if (step.isKeyed() && last.outcome() == Outcome.UNKNOWN) {
            unanswered.add(new Unanswered(keyed, attempts, done));
        }
    }

    private void tryAgain() {
        Unanswered oldest = unanswered.poll();
        if (oldest != null) {
            Attempt attempt = attempt(oldest.request().get(), oldest.attempts());
            ConsistencyToken token = attempt.token();
            if (token != null) {
                oldest.done().accept(token.subject());
            } else if (attempt.outcome() == Outcome.UNKNOWN) {
                unanswered.add(oldest);
            }
        }
    }

    private void editPost(Thing post, Step step) {
        String title = "post changed by " + name;
        change(Kind.EDIT_POST, title, post, api.retitling(author, post.id(), title), step)
                .ifPresent(token -> {
                    if (step.isReadBack()) {
                        note(reads.post(post.id(), step.which() < 0.5 ? ANONYMOUS : author, token));
                    }
                });
    }

    private void deletePost(Thing post, Step step) {
        change(Kind.DELETE_POST, "", post, api.deletingPost(author, post.id()), step)
                .ifPresent(token -> {
                    known.remove(post);
                    note(reads.post(post.id(), author, token));
                });
    }

    private void editComment(Thing comment, Step step) {
        Answer kept = ask(Call.get(api.url(RunningSystem.COMMENT, "/comments/" + comment.id())));
        if (kept != null && kept.status() == 200) {
            versions.put(comment.id(), kept.json().path("version").asLong());
        }
        String content = content(step);
        change(Kind.EDIT_COMMENT, content, comment, api.editing(author, comment.id(), content), step)
                .ifPresent(token -> readBack(step, comment.postId(), comment.id(), token.sequence()));
    }

    private void deleteComment(Thing comment, Step step) {
        Call deletion = Call.delete(api.url(RunningSystem.COMMENT, "/comments/" + comment.id()))
                .as(author);
        change(Kind.DELETE_COMMENT, "", comment, deletion, step).ifPresent(token -> {
            known.remove(comment);
            readBack(step, comment.postId(), comment.id(), token.sequence());
        });
    }

    /// Always with another name, so that it always is a change; without a status it is allowed in every one.
    private void updateTask(Thing task, Step step) {
        String text = "task changed by " + name;
        Map<String, String> fields = step.isRejectable()
                ? Map.of("name", text, "status", STATUSES.get((int) (step.how() * STATUSES.size())))
                : Map.of("name", text);
        List<Attempt> attempts = new ArrayList<>();
        writes.add(new Write(name, Kind.UPDATE_TASK, text, task.id(), attempts));
        ConsistencyToken token =
                attempt(api.updatingTask(task.id(), fields), attempts).token();
        if (token != null && step.isReadBack()) {
            note(step.which() < 0.5 ? reads.task(task.id(), author, token) : reads.tasks(author, token));
        }
    }

    /// One in five names a version that never is the current one.
    private Optional<ConsistencyToken> change(Kind kind, String text, Thing thing, Call call, Step step) {
        long version = versions.getOrDefault(thing.id(), 1L);
        call.ifMatch(step.how() < 0.4 ? "*" : "\"" + (step.how() < 0.8 ? version : version + 1_000) + "\"");
        List<Attempt> attempts = new ArrayList<>();
        writes.add(new Write(name, kind, text, thing.id(), attempts));
        ConsistencyToken token = attempt(call, attempts).token();
        if (token != null) {
            versions.put(thing.id(), token.sequence());
        }
        return Optional.ofNullable(token);
    }

    private void askForRefusal(Thing foreign, Step step) {
        String text = "refused of " + name;
        List<Attempt> attempts = new ArrayList<>();
        switch ((int) (step.how() * 5)) {
            case 0 -> {
                writes.add(new Write(name, Kind.EDIT_POST, text, foreign.id(), attempts));
                attempt(api.retitling(author, foreign.id(), text).ifMatch("*"), attempts);
            }
            case 1 -> {
                writes.add(new Write(name, Kind.DELETE_POST, "", foreign.id(), attempts));
                attempt(api.deletingPost(author, foreign.id()).ifMatch("*"), attempts);
            }
            case 2 -> {
                writes.add(new Write(name, Kind.CREATE_POST, text, null, attempts));
                Map<String, String> more = Map.of("title", text, "version", "7");
                attempt(
                        Call.json("POST", api.url(RunningSystem.POST, "/posts"), Api.json(more))
                                .as(author),
                        attempts);
            }
            case 3 -> {
                writes.add(new Write(name, Kind.CREATE_COMMENT, text, null, attempts));
                attempt(api.commenting(author, Ids.next(), text), attempts);
            }
            default -> reuseKey(text);
        }
    }

    /// The second title has the first one's key. When the first was not answered, the second may be the one that is
    /// taken.
    private void reuseKey(String text) {
        for (String title : List.of("post of " + name, text)) {
            List<Attempt> attempts = new ArrayList<>();
            writes.add(new Write(name, Kind.CREATE_POST, title, null, attempts));
            attempt(api.posting(author, title).with("Idempotency-Key", "key of " + name), attempts);
        }
    }

    private Attempt attempt(Call call, List<Attempt> attempts) {
        Attempt attempt = attempt(ask(call));
        attempts.add(attempt);
        return attempt;
    }

    private static Attempt attempt(@Nullable Answer answer) {
        if (answer == null || answer.status() >= 500) {
            return new Attempt(Outcome.UNKNOWN, answer == null ? 0 : answer.status(), null);
        }
        return answer.status() >= 400
                ? new Attempt(Outcome.REFUSED, answer.status(), null)
                : new Attempt(
                        Outcome.ACKNOWLEDGED,
                        answer.status(),
                        ConsistencyToken.decode(answer.token()).orElseThrow());
    }

    private static @Nullable Answer ask(Call call) {
        try {
            return call.within(PATIENCE).send();
        } catch (UncheckedIOException noAnswer) {
            return null;
        }
    }

    // Reads

    private void readBack(Step step, UUID postId, UUID commentId, long sequence) {
        if (step.isReadBack()) {
            ConsistencyToken token = new ConsistencyToken(Topic.COMMENTS, postId, commentId, sequence);
            note(
                    step.which() < 0.2
                            ? reads.post(postId, ANONYMOUS, token) // shows approved ones alone, whoever reads
                            : reads.comments(postId, step.which() < 0.5 ? ANONYMOUS : author, token));
        }
    }

    private void read(Step step) {
        String reader = step.isKeyed() ? ANONYMOUS : author;
        Optional<Thing> post = known.post(step.which());
        if (post.isEmpty() || step.how() < 0.3) {
            String sort = List.of("newest", "oldest", "most-commented").get((int) (step.which() * 3));
            note(reads.posts("?limit=20&sort=" + sort, reader, null));
        } else if (step.how() < 0.6) {
            note(reads.post(post.get().id(), reader, null));
        } else {
            note(reads.comments(post.get().id(), reader, null));
        }
    }

    private void note(Optional<Read> read) {
        read.map(noted -> new Read(
                        name + ", " + noted.name(),
                        noted.reader(),
                        noted.token(),
                        noted.order(),
                        noted.isWhole(),
                        noted.shown(),
                        noted.comments()))
                .ifPresentOrElse(answered::add, () -> readsWithoutAnswer++);
    }
}
