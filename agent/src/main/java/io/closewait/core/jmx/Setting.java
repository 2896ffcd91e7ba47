package io.closewait.core.jmx;

/** What JMX clients can change while the agent runs. */
public enum Setting {
    LEAK_AFTER,
    INTERVAL,
    LOG_LEVEL
}
