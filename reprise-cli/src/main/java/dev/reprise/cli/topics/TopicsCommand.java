package dev.reprise.cli.topics;

import picocli.CommandLine.Command;

@Command(
        name = "topics",
        description = "Look at the topics, the durable history that everything can be rebuilt from.",
        subcommands = CheckCommand.class)
public final class TopicsCommand {}
