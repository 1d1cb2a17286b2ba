package dev.reprise.cli.parked;

import picocli.CommandLine.Command;

@Command(
        name = "parked",
        description = "Events that a service could not apply, the keys that wait behind them, and what to do about it.",
        subcommands = {ListCommand.class, ShowCommand.class, RedriveCommand.class, DiscardCommand.class},
        footer = {
            "",
            "  ./reprise parked list                         what waits, and why",
            "  ./reprise parked redrive --all --dry-run      what today's code makes of it",
            "  ./reprise parked redrive KEY                  apply it again, in order",
            "  ./reprise parked discard KEY --reason TEXT    throw the first event away, go on with the rest",
            "",
            "Ends with 0 when it is done, 1 when an event still can't be applied or nothing is parked under the key, 4"
                    + " when --timeout passed, 5 when a redrive is under way, 6 when a service doesn't answer."
        })
public final class ParkedCommand {}
