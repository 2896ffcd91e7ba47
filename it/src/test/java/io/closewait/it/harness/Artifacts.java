package io.closewait.it.harness;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the build put what the forked JVMs run. */
public final class Artifacts {
    private static final Path PROJECT = Path.of(System.getProperty("closewait.project"));

    private Artifacts() {}

    public static Path project() {
        return PROJECT;
    }

    /** The one file that users get. */
    public static Path agent() {
        return PROJECT.resolve("agent/target/closewait-agent.jar");
    }

    /** What says who holds a leaked socket. */
    public static Path holders() {
        return PROJECT.resolve("holders/target/closewait-holders.jar");
    }

    /** The JUnit extension. */
    public static Path junitExtension() {
        return PROJECT.resolve("junit/target/closewait-junit.jar");
    }

    /** The agent's numbers for Micrometer. */
    public static Path micrometer() {
        return PROJECT.resolve("micrometer/target/closewait-micrometer.jar");
    }

    /** Spring Boot 3 or 4 with Actuator, a folder of jars. */
    public static Path springBoot(int version) {
        return PROJECT.resolve("it-boot-" + version + "/target/jars");
    }

    public static Path demoApp() {
        return PROJECT.resolve("demo-app/target/demo-app.jar");
    }

    /** The jar of another agent, without its version. */
    public static Path otherAgent(String name) {
        return PROJECT.resolve("it/target/other-agents").resolve(name + ".jar");
    }

    /** The folder of an application's own log: SLF4J and Logback. */
    public static Path logback() {
        return PROJECT.resolve("it/target/logback");
    }

    /** A file that users copy. */
    public static Path monitoring(String name) {
        return PROJECT.resolve("docs/monitoring").resolve(name);
    }

    /** The jar or folder that a class of the test class path came from. */
    public static Path of(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
