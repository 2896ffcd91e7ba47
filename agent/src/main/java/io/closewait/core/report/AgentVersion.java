package io.closewait.core.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** What the build has written into the agent's jar: its version, and the JDKs that it is for. */
public final class AgentVersion {
    private AgentVersion() {}

    /** The agent's version. */
    public static String current() {
        return properties().getProperty("version", "unknown");
    }

    /** The feature versions of the JDKs that are supported, oldest first. */
    public static List<String> supportedJdks() {
        return Arrays.asList(properties().getProperty("jdks", "unknown").split(", ", -1));
    }

    private static Properties properties() {
        Properties properties = new Properties();
        try (InputStream in = AgentVersion.class.getResourceAsStream("/closewait.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException unreadable) {
            // said to be unknown
        }
        return properties;
    }
}
