package io.closewait.core.config;

/** How the agent's lines look where it writes them itself; the application's own log has a format of its own. */
public enum LogFormat {
    /** For people: a report has many lines. */
    TEXT,
    /** For log shippers: a message or a report is one line. */
    JSON
}
