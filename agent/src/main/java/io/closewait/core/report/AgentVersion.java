package io.closewait.core.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of the agent's jar. */
public final class AgentVersion {
    private AgentVersion() {}

    /** As the build has written it into the jar. */
    public static String current() {
        Properties properties = new Properties();
        try (InputStream in = AgentVersion.class.getResourceAsStream("/closewait.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException unreadable) {
            // said to be unknown
        }
        return properties.getProperty("version", "unknown");
    }
}
