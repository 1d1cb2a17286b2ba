package dev.reprise.cli.demo;

import dev.reprise.cli.Progress;
import dev.reprise.cli.demo.Authoring.Entry;
import dev.reprise.cli.demo.Authoring.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Lives with what the demo wrote, as a [ChangePlan] says, each change as the one who may make it. Used once, by
/// one thread.
final class Changes {
    private final DemoApi api;
    private final Editing editing;
    private final Addresses addresses;
    private final Progress.Steps progress;
    private final ChangePlan plan;
    /// Of the changes that were made; several threads add to it.
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());

    Changes(DemoApi api, Addresses addresses, Progress.Steps progress, ChangePlan plan) {
        this.api = api;
        this.editing = new Editing(api);
        this.addresses = addresses;
        this.progress = progress;
        this.plan = plan;
    }

    /// Makes all changes, and returns once readers see them.
    ///
    /// @throws IOException when one is refused, or a minute of trying was not enough
    void make(Written written) throws IOException, InterruptedException {
        retitle(written);
        edit(written);
        move(written);
        delete("deleted", plan.deletedComments(), written.comments(), addresses::comment);
        delete("posts gone", plan.deletedPosts(), written.posts(), addresses::post);
        InFlight.forEach(
                List.copyOf(tokens),
                progress.begin("visible", tokens.size()),
                token -> api.see(addresses.query() + "/tasks/summary", token));
    }

    private void retitle(Written written) throws IOException, InterruptedException {
        InFlight.forEach(plan.posts(), progress.begin("retitled", plan.posts().size()), retitle -> {
            Entry post = written.posts().get(retitle.post());
            return change("PATCH", addresses.post(post.id()), post, Map.of("title", retitle.title()));
        });
    }

    private void edit(Written written) throws IOException, InterruptedException {
        InFlight.forEach(
                plan.comments(), progress.begin("edited", plan.comments().size()), edit -> {
                    Entry comment = written.comments().get(edit.comment());
                    for (String content : edit.contents()) {
                        change("PATCH", addresses.comment(comment.id()), comment, Map.of("content", content));
                    }
                    return edit;
                });
    }

    private void move(Written written) throws IOException, InterruptedException {
        InFlight.forEach(plan.tasks(), progress.begin("moved", plan.tasks().size()), moves -> {
            Entry task = written.tasks().get(moves.task());
            for (Map<String, String> step : moves.steps()) {
                change("POST", addresses.task(task.id()), task, step);
            }
            return moves;
        });
    }

    private boolean change(String method, String url, Entry entry, Map<String, String> fields)
            throws IOException, InterruptedException {
        return tokens.addAll(
                editing.change(method, url, entry.author(), fields).stream().toList());
    }

    private void delete(String step, List<Integer> which, List<Entry> all, UnaryOperator<String> url)
            throws IOException, InterruptedException {
        InFlight.forEach(which, progress.begin(step, which.size()), number -> {
            Entry entry = all.get(number);
            return tokens.addAll(editing.delete(url.apply(entry.id()), entry.author()).stream()
                    .toList());
        });
    }
}
