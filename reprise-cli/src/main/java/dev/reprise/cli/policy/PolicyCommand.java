package dev.reprise.cli.policy;

import picocli.CommandLine.Command;

@Command(
        name = "policy",
        description = "The policy that comments are screened by: change it, see beforehand what that does to the past.",
        subcommands = {
            ShowCommand.class,
            PutCommand.class,
            PreviewCommand.class,
            RescreenCommand.class,
            StatusCommand.class,
            CancelCommand.class
        },
        footer = {
            "",
            "  ./reprise policy show -o json > policy.json    what is in force; edit it, then:",
            "  ./reprise policy preview policy.json           which verdicts it would change",
            "  ./reprise policy put policy.json               in force for what is written from now on",
            "  ./reprise policy rescreen --preview ID         and for the comments that are there",
            "",
            "Ends with 0 when it is done, 1 when it failed, 2 when the policy is not accepted, 3 when a preview found"
                    + " verdicts that would change, 4 when --timeout passed, 5 when somebody else put a policy"
                    + " meanwhile, 6 when moderation-service doesn't answer."
        })
public final class PolicyCommand {}
