package dev.reprise.cli.demo;

import dev.reprise.cli.demo.Authoring.Written;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// What happens to what the demo wrote: the same seed and the same numbers give the same changes. Posts,
/// comments and tasks are told by their place in the order of writing, from 0; nothing is named twice in a list.
///
/// @param comments which are edited, some of them into what the default policy rejects, some of those out of it again
/// @param tasks which move along their statuses
record ChangePlan(
        List<Retitle> posts,
        List<Edit> comments,
        List<Integer> deletedComments,
        List<Integer> deletedPosts,
        List<DemoText.Task> moreTasks,
        List<Moves> tasks) {

    private static final int POSTS_CHANGED_PERCENT = 15;
    private static final int POSTS_DELETED_PERCENT = 2;
    private static final int COMMENTS_EDITED_PERCENT = 8;
    private static final int COMMENTS_DELETED_PERCENT = 4;
    private static final int POSTS_PER_TASK = 4;

    record Retitle(int post, String title) {}

    /// @param contents one after another
    record Edit(int comment, List<String> contents) {}

    /// @param steps what is changed of the task, one after another
    record Moves(int task, List<Map<String, String>> steps) {}

    /// Nothing happens.
    static ChangePlan none() {
        return new ChangePlan(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /// @param tasks how many there are already
    static ChangePlan of(long seed, int posts, int comments, int tasks) {
        Random random = new Random(~seed);
        DemoText text = new DemoText(~seed);
        int moreTasks = Math.max(1, posts / POSTS_PER_TASK);
        return new ChangePlan(
                some(POSTS_CHANGED_PERCENT, posts, random).stream()
                        .map(post -> new Retitle(post, text.title()))
                        .toList(),
                some(COMMENTS_EDITED_PERCENT, comments, random).stream()
                        .map(comment -> new Edit(comment, contents(text, random)))
                        .toList(),
                some(COMMENTS_DELETED_PERCENT, comments, random),
                posts == 1 ? List.of() : some(POSTS_DELETED_PERCENT, posts, random),
                text.tasks(moreTasks),
                IntStream.range(0, tasks + moreTasks)
                        .mapToObj(task -> new Moves(task, steps(text, random)))
                        .toList());
    }

    /// That share of the numbers below `count`, at least one if there is any, in no particular order.
    private static List<Integer> some(int percent, int count, Random random) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(all, random);
        return List.copyOf(all.subList(0, Math.min(count, Math.max(1, count * percent / 100))));
    }

    private static List<String> contents(DemoText text, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> List.of(text.orangeContent());
            case 1 -> List.of(text.orangeContent(), text.plainContent());
            default -> List.of(text.plainContent());
        };
    }

    private static List<Map<String, String>> steps(DemoText text, Random random) {
        Map<String, String> start = Map.of("status", "active");
        return switch (random.nextInt(6)) {
            case 0 -> List.of();
            case 1 -> List.of(Map.of("status", "canceled"));
            case 2 -> List.of(start);
            case 3 -> List.of(start, Map.of("status", "canceled", "description", ""));
            case 4 -> List.of(Map.of("name", text.tasks(1).getFirst().name()), start, Map.of("status", "completed"));
            default -> List.of(start, Map.of("status", "completed"));
        };
    }

    /// How many comments each post that is left has after these changes, by the post's id.
    Map<String, Integer> left(Written written) {
        Set<Integer> gone = new HashSet<>(deletedComments);
        Map<String, Integer> left = new HashMap<>();
        written.posts().forEach(post -> left.put(post.id(), 0));
        for (int comment = 0; comment < written.comments().size(); comment++) {
            if (!gone.contains(comment)) {
                left.merge(written.postOf(comment).id(), 1, Integer::sum);
            }
        }
        deletedPosts.forEach(post -> left.remove(written.posts().get(post).id()));
        return left;
    }
}
