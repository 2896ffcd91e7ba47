package io.closewait.it.neighbour;

import io.closewait.it.harness.Features;
import io.closewait.it.harness.JdkTable;
import io.closewait.it.harness.Scenario;
import java.util.function.IntPredicate;

/** A row of {@code docs/neighbours.md}: who else is in the JVM, or who has started it. */
@SuppressWarnings("ImmutableEnumChecker") // its functions have no state
enum NeighbourCase implements JdkTable.Row {
    OPENTELEMETRY_LAST(
            "the OpenTelemetry agent, after ours", Compared.LEAK, Features.someOnly(), Agents::openTelemetryLast),
    OPENTELEMETRY_FIRST(
            "the OpenTelemetry agent, before ours", Compared.LEAK, Features.someOnly(), Agents::openTelemetryFirst),
    JMX_EXPORTER_LAST("jmx_exporter, after ours", Compared.LEAK, Features.someOnly(), Agents::jmxExporterLast),
    JMX_EXPORTER_FIRST("jmx_exporter, before ours", Compared.LEAK, Features.someOnly(), Agents::jmxExporterFirst),
    BYTE_BUDDY_LAST(
            "an agent that weaves the same classes with Byte Buddy, after ours",
            Compared.LEAK,
            Features.from(17),
            Agents::byteBuddyLast),
    BYTE_BUDDY_FIRST("the same, before ours", Compared.LEAK, Features.from(17), Agents::byteBuddyFirst),
    DEBUGGER("a debugger that stops and resumes all threads", Compared.LEAK, Features.any(), Agents::debugger),

    SPRING_BOOT(
            "a Spring Boot jar, with the program in its nested jar",
            Compared.LEAK,
            Features.from(17),
            Packages::springBoot),
    TOMCAT(
            "Tomcat, which undeploys a web application whose sockets stay open",
            Compared.LEAK + "; that the web application's loader is freed",
            Features.from(17),
            Packages::tomcat),
    ISOLATED_LOADERS(
            "an application in a loader that sees java.* only, dropped while its sockets stay open",
            Compared.LEAK + "; that the loader is freed",
            Features.any(),
            Packages::isolatedLoaders),
    MODULE_PATH("an application on the module path", Compared.LEAK, Features.from(11), Packages::modulePath),
    LIMITED_MODULES(
            "--limit-modules java.base,java.instrument",
            Compared.LEAK + "; that one line says what is switched off",
            Features.from(11),
            Packages::limitedModules),
    JLINK(
            "an image of jlink with java.base and java.instrument",
            Compared.LEAK + "; that one line says what is switched off",
            Features.from(11),
            Packages::jlink);

    /** What a scenario holds against the same run without the agent. */
    private static final class Compared {
        static final String LEAK = "output, errors, exit code; that the leak is named and the count is the kernel's";
    }

    private final String title;
    private final String compared;
    private final IntPredicate features;
    private final Scenario scenario;

    NeighbourCase(String title, String compared, IntPredicate features, Scenario scenario) {
        this.title = title;
        this.compared = compared;
        this.features = features;
        this.scenario = scenario;
    }

    Scenario scenario() {
        return scenario;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String more() {
        return compared;
    }

    @Override
    public String absence(int feature) {
        return Features.absence(features, feature);
    }
}
