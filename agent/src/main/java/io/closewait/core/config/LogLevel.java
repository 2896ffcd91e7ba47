package io.closewait.core.config;

/** How much the agent says of itself; named as SLF4J's levels are. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG
}
