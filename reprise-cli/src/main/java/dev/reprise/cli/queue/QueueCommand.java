package dev.reprise.cli.queue;

import picocli.CommandLine.Command;

@Command(
        name = "queue",
        description = "Comments that wait for a moderator: list them, approve or reject them.",
        subcommands = {ListCommand.class, ApproveCommand.class, RejectCommand.class},
        footer = {
            "",
            "  ./reprise queue list                 what waits, the oldest first",
            "  ./reprise queue approve ID@1 ID@2    comments with the revisions that were seen",
            "  ./reprise queue reject ID@1 --reason 'No advertisements.'",
            "",
            "Ends with 0 when all is decided, 1 when a comment is gone, 5 when one was edited or decided by somebody"
                    + " else meanwhile (what it says of each tells which), 6 when moderation-service doesn't answer."
        })
public final class QueueCommand {}
