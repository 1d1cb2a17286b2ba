package dev.reprise.cli.demo;

import dev.reprise.cli.Progress;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes the demo's posts, comments and tasks, each once.
///
/// @param progress shows how far each step is
record Authoring(DemoApi api, Addresses addresses, Progress.Steps progress) {

    /// What was written, by its id and the author who may change it.
    record Entry(String id, String author) {}

    Written write(DemoText text, int posts, int comments, int tasks) throws IOException, InterruptedException {
        List<DemoText.Post> postTexts = text.posts(posts);
        List<DemoText.Comment> commentTexts = text.comments(comments, posts);
        List<Entry> writtenPosts = posts(postTexts);
        Instant firstComment = Instant.now();
        return new Written(
                writtenPosts,
                comments(commentTexts, writtenPosts),
                commentTexts.stream().map(DemoText.Comment::post).toList(),
                tasks(text.tasks(tasks)),
                firstComment);
    }

    private List<Entry> posts(List<DemoText.Post> texts) throws IOException, InterruptedException {
        return InFlight.forEach(
                texts,
                progress.begin("posts", texts.size()),
                post -> entry(
                        post.author(),
                        "POST",
                        addresses.posts() + "/posts",
                        Map.of("title", post.title(), "body", post.body())));
    }

    private List<Entry> comments(List<DemoText.Comment> texts, List<Entry> posts)
            throws IOException, InterruptedException {
        return InFlight.forEach(
                texts,
                progress.begin("comments", texts.size()),
                comment -> entry(
                        comment.author(),
                        "POST",
                        addresses.comments() + "/posts/"
                                + posts.get(comment.post()).id() + "/comments",
                        Map.of("content", comment.content())));
    }

    /// The entries in the order of the texts.
    List<Entry> tasks(List<DemoText.Task> texts) throws IOException, InterruptedException {
        return InFlight.forEach(
                texts,
                progress.begin("tasks", texts.size()),
                task -> entry(
                        "demo",
                        "PUT",
                        addresses.tasks() + "/v1/tasks",
                        Map.of("name", task.name(), "description", task.description())));
    }

    private Entry entry(String author, String method, String url, Map<String, String> body)
            throws IOException, InterruptedException {
        return new Entry(
                DemoApi.item(api.create(method, url, author, body)).path("id").asString(), author);
    }

    /// Everything that was written.
    ///
    /// @param postOfComment for each comment, the place of its post in `posts`
    /// @param firstComment when the first comment was about to be written
    record Written(
            List<Entry> posts,
            List<Entry> comments,
            List<Integer> postOfComment,
            List<Entry> tasks,
            Instant firstComment) {

        Entry postOf(int comment) {
            return posts.get(postOfComment.get(comment));
        }

        Written withTasks(List<Entry> more) {
            List<Entry> all = new ArrayList<>(tasks);
            all.addAll(more);
            return new Written(posts, comments, postOfComment, List.copyOf(all), firstComment);
        }
    }
}
