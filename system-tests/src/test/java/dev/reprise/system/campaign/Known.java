package dev.reprise.system.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What clients know to exist, because one of them was told so. Thread-safe.
final class Known {

    /// A post, comment or task.
    ///
    /// @param postId the post of a comment; the id itself of anything else
    /// @param author who wrote it
    record Thing(UUID id, UUID postId, String author) {}

    private final List<Thing> posts = new ArrayList<>();
    private final List<Thing> comments = new ArrayList<>();
    private final List<Thing> tasks = new ArrayList<>();

    synchronized void addPost(Thing post) {
        posts.add(post);
    }

    synchronized void addComment(Thing comment) {
        comments.add(comment);
    }

    synchronized void addTask(Thing task) {
        tasks.add(task);
    }

    synchronized void remove(Thing gone) {
        posts.remove(gone);
        comments.remove(gone);
    }

    synchronized Optional<Thing> post(double which) {
        return recent(posts, which);
    }

    synchronized Optional<Thing> task(double which) {
        return recent(tasks, which);
    }

    synchronized Optional<Thing> postOf(String author, double which) {
        return recent(
                posts.stream().filter(post -> post.author().equals(author)).toList(), which);
    }

    synchronized Optional<Thing> postOfAnother(String author, double which) {
        return recent(
                posts.stream().filter(post -> !post.author().equals(author)).toList(), which);
    }

    synchronized Optional<Thing> commentOf(String author, double which) {
        return recent(
                comments.stream()
                        .filter(comment -> comment.author().equals(author))
                        .toList(),
                which);
    }

    /// One of them, newer ones more often.
    private static Optional<Thing> recent(List<Thing> things, double which) {
        return things.isEmpty()
                ? Optional.empty()
                : Optional.of(things.get((int) (things.size() * Math.sqrt(which) * 0.999_999)));
    }
}
