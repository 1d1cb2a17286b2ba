package dev.reprise.cli.replay;

import picocli.CommandLine.Command;

@Command(
        name = "replay",
        description = "Play the read model again from its events, beside the one that is being read.",
        subcommands = {
            PlanCommand.class,
            StartCommand.class,
            StatusCommand.class,
            WatchCommand.class,
            DiffCommand.class,
            CutoverCommand.class,
            RollbackCommand.class,
            CancelCommand.class,
            ListCommand.class
        },
        footer = {
            "",
            "  ./reprise replay plan          what it would take",
            "  ./reprise replay start         rebuild, compare, switch if nothing differs",
            "  ./reprise replay diff          what differs",
            "  ./reprise replay rollback      back to the model before",
            "",
            "Ends with 0 when the replay is live or ready, 1 when it failed or was canceled, 3 when the rebuilt model"
                    + " differs from the live one, 4 when --timeout passed, 5 on a conflict, 6 when query-service"
                    + " doesn't answer."
        })
public final class ReplayCommand {}
