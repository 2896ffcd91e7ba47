package io.closewait.core.report;

import java.util.Collections;
import java.util.Map;

/** Which JVM and which agent a report is about. Immutable; taken once at start. */
public final class About {
    /** The agent's version, from its jar. */
    public final String version;

    public final long pid;
    /** The machine's or container's own name. */
    public final String host;
    /** The main class or jar, as far as the JVM tells. */
    public final String program;

    public final String java;
    /** When the agent began, as {@link System#currentTimeMillis}. */
    public final long startedMillis;
    /** When the JVM began; not after the agent. */
    public final long jvmStartedMillis;
    /** Whether the agent came into a JVM that ran already. */
    public final boolean attached;
    /** The options that differ from the defaults. */
    public final Map<String, String> options;

    public final long leakAfterMillis;

    public About(
            String version,
            long pid,
            String host,
            String program,
            String java,
            long startedMillis,
            long jvmStartedMillis,
            boolean attached,
            Map<String, String> options,
            long leakAfterMillis) {
        this.version = version;
        this.pid = pid;
        this.host = host;
        this.program = program;
        this.java = java;
        this.startedMillis = startedMillis;
        this.jvmStartedMillis = jvmStartedMillis;
        this.attached = attached;
        this.options = Collections.unmodifiableMap(options);
        this.leakAfterMillis = leakAfterMillis;
    }

    /** The same with other options, after a second start changed them. */
    public About with(Map<String, String> newOptions, long newLeakAfterMillis) {
        return new About(
                version,
                pid,
                host,
                program,
                java,
                startedMillis,
                jvmStartedMillis,
                attached,
                newOptions,
                newLeakAfterMillis);
    }
}
