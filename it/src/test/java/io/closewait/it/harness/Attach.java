package io.closewait.it.harness;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;

/** Brings the agent into a JVM that runs, by the attach API alone. */
public final class Attach {
    private Attach() {}

    /** @param options {@code key=value} each */
    public static void agent(long pid, String... options)
            throws IOException, AttachNotSupportedException, AgentInitializationException {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
        try {
            machine.loadAgent(Artifacts.agent().toString(), String.join(",", options));
        } catch (AgentLoadException e) {
            // JDK 8 answers with the agent's return code alone, which later ones do not take for success: 0 is.
            if (!"0".equals(e.getMessage())) {
                throw new IOException(e);
            }
        } finally {
            machine.detach();
        }
    }
}
