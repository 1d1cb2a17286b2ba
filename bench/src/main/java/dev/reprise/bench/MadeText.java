package dev.reprise.bench;

import java.util.Random;

/// Words for posts and comments. Not all of them are ASCII, as people's are not.
final class MadeText {

    private static final String[] WORDS =
            ("the of and to in is that it was for on are as with they at be this from have or by one had not but what"
                + " all were when we there can an your which their said if do will each about how up out them then she"
                + " many some so these would other into has more her two like him see time could no make than first"
                + " been its who now people my made over did down only way find use may water long little very after"
                + " words called just where most know history event replay partition café naïve – Größe événement")
                    .split(" ");

    private final Random random;

    MadeText(Random random) {
        this.random = random;
    }

    String words(int atLeast, int atMost) {
        StringBuilder words = new StringBuilder();
        int count = random.nextInt(atLeast, atMost + 1);
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return words.toString();
    }
}
