package dev.reprise.cli.events;

import picocli.CommandLine.Command;

@Command(
        name = "events",
        description = "Read the events on a topic: follow them, show one, count them.",
        subcommands = {TailCommand.class, GetCommand.class, CountCommand.class})
public final class EventsCommand {}
