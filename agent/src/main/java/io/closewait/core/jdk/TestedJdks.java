package io.closewait.core.jdk;

/** The feature versions of Java that this version of the agent is tested on. The documents repeat them, and a test compares. */
public final class TestedJdks {
    private static final int OLDEST = 8;
    private static final int NEWEST = 27;

    private TestedJdks() {}

    /** Such as {@code OpenJDK 8 to 27 on Linux x86-64}. */
    public static String range() {
        return "OpenJDK " + OLDEST + " to " + NEWEST + " on Linux x86-64";
    }

    /**
     * What is to be said about a Java that came after this version of the agent, once the self-test has passed.
     *
     * @param specificationVersion the system property {@code java.specification.version}, such as {@code 1.8} or {@code 28}
     * @return a line, or an empty text if there is nothing to say
     */
    public static String note(String specificationVersion) {
        boolean isNewer = specificationVersion.matches("\\d{1,4}") && Integer.parseInt(specificationVersion) > NEWEST;
        return isNewer
                ? "Java " + specificationVersion + " is untested: this version of closewait is tested on " + range()
                        + "; its self-test found nothing wrong"
                : "";
    }
}
