package io.closewait.core.command;

import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import io.closewait.core.command.target.RemoteAgent;
import io.closewait.core.command.target.TargetJvm;
import java.io.PrintWriter;

/** The agent that a command wants to ask: there already, or attached because the user asked for that. */
final class AgentIn {
    private AgentIn() {}

    static RemoteAgent jvm(TargetJvm jvm, boolean attach, PrintWriter err) {
        if (!jvm.hasOrGetsAgent()) {
            if (!attach) {
                throw new CommandFailure(
                        ExitCode.NO_AGENT,
                        "the agent is not in " + jvm + ": 'attach "
                                + jvm.process().pid() + "' loads it, and so does the option --attach");
            }
            // Beside the report, not in it.
            err.println(AttachCommand.attach(jvm, ""));
        }
        return jvm.agent();
    }
}
