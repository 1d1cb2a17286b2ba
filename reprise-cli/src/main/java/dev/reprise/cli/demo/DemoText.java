package dev.reprise.cli.demo;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import net.datafaker.Faker;

/// What the demo writes: the same seed gives the same texts. Not thread-safe; made before anything is sent.
final class DemoText {
    /// The word that the default moderation policy rejects, in the forms people write it.
    private static final List<String> ORANGES =
            List.of("orange", "Orange", "ORANGE", "oranges", "blood-orange", "orangery", "Storange", "oRaNgE");

    private static final int ONE_IN = 12;

    private final Random random;
    private final Faker faker;
    private final List<String> authors;

    DemoText(long seed) {
        random = new Random(seed);
        faker = new Faker(Locale.ENGLISH, random);
        authors = IntStream.range(0, 12)
                .mapToObj(i -> faker.name().firstName().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))
                .toList();
    }

    record Post(String author, String title, String body) {}

    /// @param post which of the posts it answers, from 0
    record Comment(int post, String author, String content) {}

    record Task(String name, String description) {}

    List<Post> posts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Post(
                        author(), title(), String.join("\n\n", faker.lorem().paragraphs(2))))
                .toList();
    }

    List<Comment> comments(int count, int posts) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Comment(random.nextInt(posts), author(), comment()))
                .toList();
    }

    List<Task> tasks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Task(
                        "Write about " + faker.book().genre().toLowerCase(Locale.ROOT),
                        faker.lorem().sentence()))
                .toList();
    }

    private String author() {
        return authors.get(random.nextInt(authors.size()));
    }

    String title() {
        return switch (random.nextInt(3)) {
            case 0 -> "Reading “" + faker.book().title() + "” again";
            case 1 -> "What " + faker.company().name() + " got right";
            default -> "A week in " + faker.address().city();
        };
    }

    private String comment() {
        String text = plainContent();
        return random.nextInt(ONE_IN) > 0 ? text : withOrange(text);
    }

    /// A comment that the default policy approves.
    String plainContent() {
        return faker.lorem().sentence(6, 8);
    }

    /// A comment that the default policy rejects.
    String orangeContent() {
        return withOrange(plainContent());
    }

    private String withOrange(String text) {
        int space = text.indexOf(' ', random.nextInt(text.length() / 2));
        return text.substring(0, space + 1) + ORANGES.get(random.nextInt(ORANGES.size())) + text.substring(space);
    }
}
