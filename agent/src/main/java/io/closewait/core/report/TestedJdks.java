package io.closewait.core.report;

import java.util.List;

/** The feature versions of Java that this version of the agent is tested on, in words. */
public final class TestedJdks {
    private TestedJdks() {}

    /** Such as {@code OpenJDK 8 to 27 on Linux x86-64}. */
    public static String range() {
        List<String> jdks = AgentVersion.supportedJdks();
        return "OpenJDK " + jdks.get(0) + " to " + newest() + " on Linux x86-64";
    }

    /**
     * What is to be said about a Java that came after this version of the agent, once the self-test has passed.
     *
     * @param specificationVersion the system property {@code java.specification.version}, such as {@code 1.8} or {@code 28}
     * @return a line, or an empty text if there is nothing to say
     */
    public static String note(String specificationVersion) {
        String newest = newest();
        boolean areNumbers = specificationVersion.matches("\\d{1,4}") && newest.matches("\\d{1,4}");
        return areNumbers && Integer.parseInt(specificationVersion) > Integer.parseInt(newest)
                ? "Java " + specificationVersion + " is untested: this version of closewait is tested on " + range()
                        + "; its self-test found nothing wrong"
                : "";
    }

    private static String newest() {
        List<String> jdks = AgentVersion.supportedJdks();
        return jdks.get(jdks.size() - 1);
    }
}
