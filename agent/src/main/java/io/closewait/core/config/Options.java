package io.closewait.core.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The agent's options: every one that exists, and the values that one start of the agent got. Immutable.
 * <p>
 * Precedence, strongest first: the text after {@code -javaagent:…=} (or of an attach), system properties
 * {@code closewait.KEY}, the environment variable {@code CLOSEWAIT_OPTS}, the default.
 */
public final class Options {
    public static final Option<Boolean> ENABLED =
            new Option<>("enabled", ValueType.FLAG, "true", "false: the agent does nothing at all");
    public static final Option<Boolean> HELP =
            new Option<>("help", ValueType.FLAG, "false", "print all options and go on without watching");
    public static final Option<Duration> LEAK_AFTER = new Option<>(
            "leakAfter",
            ValueType.DURATION,
            "60s",
            "a socket is a leak when it is still open this long after its peer's FIN (or the last write since)");
    public static final Option<Duration> INTERVAL = new Option<>(
            "interval", ValueType.DURATION, "60s", "at most one report in this time, however often the leaks change");
    public static final Option<@Nullable Duration> EVERY = new Option<>(
            "every",
            ValueType.optional(ValueType.DURATION),
            "",
            "a report each time this has passed, also when nothing leaks");
    public static final Option<@Nullable Integer> THRESHOLD = new Option<>(
            "threshold",
            ValueType.optional(ValueType.number(1, 1 << 24)),
            "",
            "a report at once when this many sockets leak, and again after there were fewer");
    public static final Option<@Nullable Path> TRIGGER = new Option<>(
            "trigger",
            ValueType.FILE,
            "",
            "a report when this file appears; it is deleted then (looked for once a second)");
    public static final Option<Integer> DESCRIPTOR_ALARM = new Option<>(
            "descriptorAlarm",
            ValueType.number(1, 100),
            "90",
            "a report when this percentage of the process's file descriptors is in use, or an open fails for want of one");
    public static final Option<String> LOG = new Option<>(
            "log",
            ValueType.TEXT,
            "stderr",
            "where text reports go: stderr, off, slf4j (the application's own log), or the path of a file (appended to, opened"
                    + " at start)");
    public static final Option<@Nullable Long> LOG_SIZE = new Option<>(
            "logSize",
            ValueType.optional(ValueType.SIZE),
            "",
            "begin a new log file at this size; the former ones are FILE.1 (the latest), FILE.2 and so on");
    public static final Option<Integer> LOG_FILES =
            new Option<>("logFiles", ValueType.number(1, 1000), "5", "how many former log files are kept");
    public static final Option<String> LOG_LEVEL = new Option<>(
            "logLevel",
            ValueType.oneOf("error", "warn", "info", "debug"),
            "info",
            "how much the agent says of itself; reports are at warn");
    public static final Option<@Nullable Path> JSON =
            new Option<>("json", ValueType.FILE, "", "write each report as JSON to this file, replaced atomically");
    public static final Option<@Nullable Path> HTML = new Option<>(
            "html",
            ValueType.FILE,
            "",
            "write each report as a page for the browser to this file, replaced atomically; it needs no network");
    public static final Option<@Nullable Path> JUNIT_XML = new Option<>(
            "junitXml",
            ValueType.FILE,
            "",
            "write each report for a build server to this file, as JUnit's XML: each place that leaks is a failed test");
    public static final Option<Boolean> FAIL_ON_LEAK = new Option<>(
            "failOnLeak", ValueType.FLAG, "false", "end the JVM with exit code 97 if sockets still leak when it ends");
    public static final Option<Duration> GRACE = new Option<>(
            "grace",
            ValueType.DURATION,
            "1s",
            "sockets that live shorter than this cost no system call and leave no trace");
    public static final Option<Integer> MAX_DEPTH =
            new Option<>("maxDepth", ValueType.number(1, 1024), "64", "frames kept of a stack");
    public static final Option<Integer> MAX_SITES = new Option<>(
            "maxSites", ValueType.number(1, 1_000_000), "10000", "opening sites kept; further ones are counted as one");
    public static final Option<Integer> MAX_SOCKETS = new Option<>(
            "maxSockets",
            ValueType.number(1, 1 << 24),
            "1048576",
            "descriptor numbers watched; sockets above are counted as dropped");
    public static final Option<String> DETECTOR = new Option<>(
            "detector",
            ValueType.oneOf("auto", "epoll", "poll"),
            "auto",
            "how the FIN is seen: by the kernel's event (epoll), or by asking each socket every second (poll)");
    public static final Option<List<PatternRule>> LEAK_AFTER_FOR = new Option<>(
            "leakAfterFor", PatternRule.DURATIONS, "", "another leakAfter for some sockets; the first pattern counts");
    public static final Option<List<PatternRule>> EXCLUDE = new Option<>(
            "exclude", PatternRule.REASONS, "", "leaks that are known and accepted: shown apart, with the reason");
    public static final Option<@Nullable Path> BASELINE = new Option<>(
            "baseline", ValueType.FILE, "", "a JSON report of an earlier run: its leaks are known and accepted");
    public static final Option<List<String>> APPLICATION = new Option<>(
            "application",
            ValueType.LIST,
            "",
            "class name prefixes that are the application's own code, separated by ;: everything else is a library's");
    public static final Option<List<String>> LIBRARIES = new Option<>(
            "libraries", ValueType.LIST, "", "class name prefixes that are libraries, besides the known ones");
    public static final Option<@Nullable Path> LIBRARY_FILE = new Option<>(
            "libraryFile",
            ValueType.FILE,
            "",
            "a JSON file that describes libraries of your own: which of their classes are a pool, what to do about a leak");

    public static final Option<Boolean> JMX =
            new Option<>("jmx", ValueType.FLAG, "true", "register the MXBean io.closewait:type=Closewait");
    public static final Option<Boolean> ALLOW_CLOSE =
            new Option<>("allowClose", ValueType.FLAG, "false", "let the MXBean's operations close leaked sockets");
    public static final Option<Boolean> SHUTDOWN_REPORT =
            new Option<>("shutdownReport", ValueType.FLAG, "true", "report when the JVM ends while sockets leak");

    private static final List<Option<?>> ALL = Collections.unmodifiableList(Arrays.<Option<?>>asList(
            LEAK_AFTER,
            LEAK_AFTER_FOR,
            EXCLUDE,
            BASELINE,
            APPLICATION,
            LIBRARIES,
            LIBRARY_FILE,
            INTERVAL,
            EVERY,
            THRESHOLD,
            TRIGGER,
            DESCRIPTOR_ALARM,
            LOG,
            LOG_SIZE,
            LOG_FILES,
            LOG_LEVEL,
            JSON,
            HTML,
            JUNIT_XML,
            SHUTDOWN_REPORT,
            FAIL_ON_LEAK,
            JMX,
            ALLOW_CLOSE,
            GRACE,
            DETECTOR,
            MAX_DEPTH,
            MAX_SITES,
            MAX_SOCKETS,
            ENABLED,
            HELP));

    /** What the agent is built around once it runs. */
    private static final List<Option<?>> AT_START_ONLY = Collections.unmodifiableList(Arrays.<Option<?>>asList(
            APPLICATION, LIBRARIES, LIBRARY_FILE, JMX, GRACE, DETECTOR, MAX_DEPTH, MAX_SITES, MAX_SOCKETS));

    private final Map<String, String> given;
    private final List<String> complaints;

    private Options(Map<String, String> given, List<String> complaints) {
        this.given = given;
        this.complaints = Collections.unmodifiableList(complaints);
    }

    /** Every option there is, in the order of the documentation. */
    public static List<Option<?>> all() {
        return ALL;
    }

    /**
     * Never throws: whatever cannot be used is left out, and a line in {@link #complaints} says so.
     *
     * @param arguments the text after {@code -javaagent:…=}, null when there is none
     * @param properties the system properties whose keys begin with {@code closewait.}, without that prefix
     * @param environment the value of {@code CLOSEWAIT_OPTS}, null when it is not set
     */
    public static Options of(@Nullable String arguments, Map<String, String> properties, @Nullable String environment) {
        List<String> complaints = new ArrayList<>();
        Map<String, String> given = new HashMap<>();
        accept(OptionText.split(environment, "CLOSEWAIT_OPTS", complaints), given, complaints);
        accept(properties, given, complaints);
        accept(OptionText.split(arguments, "the agent's options", complaints), given, complaints);
        return new Options(given, complaints);
    }

    /** These options with those of {@code arguments} on top, as a second start of the agent gives them. */
    public Options with(@Nullable String arguments) {
        List<String> newComplaints = new ArrayList<>();
        Map<String, String> merged = new HashMap<>(given);
        accept(OptionText.split(arguments, "the agent's options", newComplaints), merged, newComplaints);
        Options changed = new Options(merged, newComplaints);
        for (Option<?> option : AT_START_ONLY) {
            if (!Objects.equals(changed.get(option), get(option))) {
                newComplaints.add("option " + option.key() + "='" + merged.get(option.key())
                        + "' comes too late: it is read when the agent starts, and stays "
                        + (text(option).isEmpty() ? "none" : text(option)));
                if (isGiven(option)) {
                    merged.put(option.key(), text(option));
                } else {
                    merged.remove(option.key());
                }
            }
        }
        return changed;
    }

    /**
     * What is wrong with the text after {@code -javaagent:…=}, for one who can still refuse it: one line each, empty if all is
     * right.
     */
    public static List<String> problems(String arguments) {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, String> entry :
                OptionText.split(arguments, "the agent's options", problems).entrySet()) {
            Option<?> option = named(entry.getKey());
            if (option == null) {
                problems.add(unknown(entry.getKey()));
            } else if (!option.takes(entry.getValue())) {
                problems.add(option.problem(entry.getValue()));
            }
        }
        return problems;
    }

    private static void accept(Map<String, String> values, Map<String, String> given, List<String> complaints) {
        for (Map.Entry<String, String> entry : values.entrySet()) {
            Option<?> option = named(entry.getKey());
            if (option == null) {
                complaints.add(unknown(entry.getKey()));
                continue;
            }
            if (option.takes(entry.getValue())) {
                given.put(option.key(), entry.getValue());
            } else {
                String used = given.getOrDefault(option.key(), option.defaultText());
                complaints.add(option.complaint(entry.getValue(), used));
            }
        }
    }

    private static String unknown(String key) {
        String nearest = Nearest.to(key, keys());
        return "unknown option '" + key + "'"
                + (nearest.isEmpty() ? ": 'help' lists all of them" : ", did you mean '" + nearest + "'?");
    }

    private static @Nullable Option<?> named(String key) {
        for (Option<?> option : ALL) {
            if (option.key().equals(key)) {
                return option;
            }
        }
        return null;
    }

    private static String[] keys() {
        String[] keys = new String[ALL.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ALL.get(i).key();
        }
        return keys;
    }

    /** The value of an option: as given, else its default. For an option without a default, null or an empty list. */
    public <T extends @Nullable Object> T get(Option<T> option) {
        String text = given.get(option.key());
        return text == null ? option.whenNotGiven() : option.parse(text);
    }

    /** The value of an option as a user would write it; empty for none. */
    public String text(Option<?> option) {
        return given.getOrDefault(option.key(), option.defaultText());
    }

    /** Whether a value was given, by whichever way. */
    public boolean isGiven(Option<?> option) {
        return given.containsKey(option.key());
    }

    /** The options that differ from the defaults, as they were written, for the report. */
    public Map<String, String> given() {
        return Collections.unmodifiableMap(given);
    }

    /** One line for each thing that was wrong, naming the value and the nearest right one. */
    public List<String> complaints() {
        return complaints;
    }
}
