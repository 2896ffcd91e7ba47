package io.closewait.junit;

import io.closewait.launcher.AgentLauncher;
import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;

/** Finds the agent's jar: where the class path has its launcher from. */
final class AgentJar {
    private AgentJar() {}

    /** @throws IllegalStateException if the launcher does not come from a jar */
    static File find() {
        CodeSource source = AgentLauncher.class.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        try {
            File file = location == null ? null : new File(location.toURI());
            if (file != null && file.isFile()) {
                return file;
            }
        } catch (URISyntaxException | IllegalArgumentException notAFile) {
            // said below
        }
        throw new IllegalStateException("closewait: the agent is not on the class path as a jar but as " + location
                + "; let Maven package closewait-agent, or start the tests with -javaagent:closewait-agent.jar");
    }
}
