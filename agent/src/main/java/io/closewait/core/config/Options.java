package io.closewait.core.config;

import static java.util.Objects.requireNonNull;

import io.closewait.core.detect.DetectorMode;
import io.closewait.core.pattern.PatternRule;
import io.closewait.core.report.ReportForm;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The agent's options: every one that exists, in the order of the documentation, and the values that one start of the agent got.
 * Immutable.
 * <p>
 * Precedence, strongest first: the text after {@code -javaagent:…=} (or of an attach), system properties
 * {@code closewait.KEY}, the environment variable {@code CLOSEWAIT_OPTS}, the default.
 * <p>
 * Long because half of it is the options themselves.
 */
public final class Options {
    /** Before the options, which enter themselves when this class is initialised. */
    private static final OptionTable TABLE = new OptionTable();

    public static final Option<Duration> LEAK_AFTER = TABLE.option(
            "leakAfter",
            ValueType.DURATION,
            "60s",
            "a socket is a leak when it is still open this long after its peer's FIN (or the last write since)");
    public static final Option<List<PatternRule<Duration>>> LEAK_AFTER_FOR = TABLE.option(
            "leakAfterFor",
            PatternRules.DURATIONS,
            "",
            "another leakAfter for some sockets; the first pattern that matches counts");
    public static final Option<List<PatternRule<String>>> EXCLUDE = TABLE.option(
            "exclude", PatternRules.REASONS, "", "leaks that are known and accepted: shown apart, with the reason");
    public static final Option<@Nullable Path> BASELINE = TABLE.option(
            "baseline", ValueType.FILE, "", "a JSON report of an earlier run: its leaks are known and accepted");
    public static final Option<List<String>> APPLICATION = TABLE.readAtStart(
            "application",
            ValueType.LIST,
            "",
            "class name prefixes that are the application's own code, separated by ;: everything else is a library's");
    public static final Option<List<String>> LIBRARIES = TABLE.readAtStart(
            "libraries", ValueType.LIST, "", "class name prefixes that are libraries, in addition to the known ones");
    public static final Option<@Nullable Path> LIBRARY_FILE = TABLE.readAtStart(
            "libraryFile",
            ValueType.FILE,
            "",
            "a JSON file that describes libraries of your own: which of their classes are a pool, what to do about a leak");
    public static final Option<Duration> INTERVAL = TABLE.option(
            "interval", ValueType.DURATION, "60s", "at most one report in this time, however often the leaks change");
    public static final Option<@Nullable Duration> EVERY = TABLE.option(
            "every", ValueType.optional(ValueType.DURATION), "", "a report at this interval, even when nothing leaks");
    public static final Option<@Nullable Integer> THRESHOLD = TABLE.option(
            "threshold",
            ValueType.optional(ValueType.number(1, 1 << 24)),
            "",
            "a report at once when this many sockets leak, and again after their number has been below it");
    public static final Option<@Nullable Path> TRIGGER = TABLE.option(
            "trigger",
            ValueType.FILE,
            "",
            "a report when this file appears (checked once a second); the file is then deleted");
    public static final Option<Integer> DESCRIPTOR_ALARM = TABLE.option(
            "descriptorAlarm",
            ValueType.number(1, 100),
            "90",
            "a report when this percentage of the process's file descriptors is in use, or an open fails for lack of one");
    public static final Option<Boolean> OPEN_ORIGINS = TABLE.option(
            "openOrigins",
            ValueType.FLAG,
            "false",
            "list all open sockets by origin in each text report, leaks or not; without it only when descriptors run short");
    public static final Option<String> LOG = TABLE.option(
            "log",
            ValueType.TEXT,
            "stderr",
            "where text reports go: stderr, off, slf4j (the application's own log), or the path of a file (appended to, opened"
                    + " at start)");
    public static final Option<LogFormat> LOG_FORMAT = TABLE.option(
            "logFormat",
            ValueType.oneOf(LogFormat.values()),
            "text",
            "how lines look on standard error and in a log file: for people, or one JSON object a line for log shippers");
    public static final Option<@Nullable Long> LOG_SIZE = TABLE.option(
            "logSize",
            ValueType.optional(ValueType.SIZE),
            "",
            "start a new log file at this size; the old ones are FILE.1 (the latest), FILE.2 and so on");
    public static final Option<Integer> LOG_FILES =
            TABLE.option("logFiles", ValueType.number(1, 1000), "5", "how many old log files are kept");
    public static final Option<LogLevel> LOG_LEVEL = TABLE.option(
            "logLevel",
            ValueType.oneOf(LogLevel.values()),
            "info",
            "how much the agent says about itself; reports are at warn");
    /** The file of each form. No {@code EnumMap}: it asks for the enum's methods, which loads all classes that they name. */
    private static final Map<ReportForm, Option<@Nullable Path>> REPORT_FILES = reportFiles();

    public static final Option<Set<PosixFilePermission>> FILE_MODE = TABLE.option(
            "fileMode",
            ValueType.FILE_MODE,
            "600",
            "who may read the files of the options " + keysOfReportFiles() + "; the owner alone unless you say so");
    public static final Option<Boolean> SHUTDOWN_REPORT =
            TABLE.option("shutdownReport", ValueType.FLAG, "true", "report when the JVM ends while sockets leak");
    public static final Option<Boolean> FAIL_ON_LEAK = TABLE.option(
            "failOnLeak", ValueType.FLAG, "false", "end the JVM with exit code 97 if sockets still leak when it ends");
    public static final Option<Boolean> JMX =
            TABLE.readAtStart("jmx", ValueType.FLAG, "true", "register the MXBean io.closewait:type=Closewait");
    public static final Option<Boolean> ALLOW_CLOSE =
            TABLE.option("allowClose", ValueType.FLAG, "false", "let the MXBean's operations close leaked sockets");
    public static final Option<Duration> GRACE = TABLE.readAtStart(
            "grace",
            ValueType.DURATION,
            "1s",
            "sockets that live less than this cost no system call and leave no trace");
    public static final Option<DetectorMode> DETECTOR = TABLE.readAtStart(
            "detector",
            ValueType.oneOf(DetectorMode.values()),
            "auto",
            "how the FIN is seen: by the kernel's event (epoll), or by asking each socket every second (poll)");
    public static final Option<Integer> MAX_DEPTH =
            TABLE.readAtStart("maxDepth", ValueType.number(1, 1024), "64", "frames kept of a stack");
    public static final Option<Integer> MAX_SITES = TABLE.readAtStart(
            "maxSites", ValueType.number(1, 1_000_000), "10000", "opening sites kept; all further ones count as one");
    public static final Option<Integer> MAX_SOCKETS = TABLE.readAtStart(
            "maxSockets",
            ValueType.number(1, 1 << 24),
            "1048576",
            "descriptor numbers watched; sockets above are counted as dropped");
    public static final Option<Boolean> ENABLED =
            TABLE.option("enabled", ValueType.FLAG, "true", "false: the agent does nothing at all");
    public static final Option<Boolean> HELP =
            TABLE.option("help", ValueType.FLAG, "false", "print all options and go on without watching");

    private final Map<Option<?>, Given<?>> given;
    private final List<String> complaints;

    private Options(Map<Option<?>, Given<?>> given, List<String> complaints) {
        this.given = given;
        this.complaints = Collections.unmodifiableList(complaints);
    }

    private static Map<ReportForm, Option<@Nullable Path>> reportFiles() {
        Map<ReportForm, Option<@Nullable Path>> files = new HashMap<>();
        for (ReportForm form : ReportForm.values()) {
            files.put(form, TABLE.option(form.key(), ValueType.FILE, "", form.documentation()));
        }
        return files;
    }

    /** Such as "json, html and junitXml". */
    private static String keysOfReportFiles() {
        StringBuilder keys = new StringBuilder();
        ReportForm[] forms = ReportForm.values();
        for (int i = 0; i < forms.length; i++) {
            keys.append(i == 0 ? "" : i == forms.length - 1 ? " and " : ", ").append(forms[i].key());
        }
        return keys.toString();
    }

    /** Every option there is, in the order of the documentation. */
    public static List<Option<?>> all() {
        return TABLE.all();
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
        Map<Option<?>, Given<?>> given = new HashMap<>();
        accept(OptionText.split(environment, "CLOSEWAIT_OPTS", complaints), given, complaints);
        accept(properties, given, complaints);
        accept(OptionText.split(arguments, "the agent's options", complaints), given, complaints);
        return new Options(given, complaints);
    }

    /** These options with those of {@code arguments} on top, as a second start of the agent gives them. */
    public Options with(@Nullable String arguments) {
        List<String> newComplaints = new ArrayList<>();
        Map<Option<?>, Given<?>> merged = new HashMap<>(given);
        accept(OptionText.split(arguments, "the agent's options", newComplaints), merged, newComplaints);
        Options changed = new Options(merged, newComplaints);
        for (Option<?> option : all()) {
            if (option.isReadAtStartOnly() && !Objects.equals(changed.get(option), get(option))) {
                newComplaints.add(option.tooLate(changed.text(option), text(option)));
                Given<?> before = given.get(option);
                if (before == null) {
                    merged.remove(option);
                } else {
                    merged.put(option, before);
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
            Option<?> option = TABLE.named(entry.getKey());
            if (option == null) {
                problems.add(TABLE.unknown(entry.getKey()));
            } else if (Given.orNull(option, entry.getValue()) == null) {
                problems.add(option.problem(entry.getValue()));
            }
        }
        return problems;
    }

    private static void accept(Map<String, String> values, Map<Option<?>, Given<?>> given, List<String> complaints) {
        for (Map.Entry<String, String> entry : values.entrySet()) {
            Option<?> option = TABLE.named(entry.getKey());
            if (option == null) {
                complaints.add(TABLE.unknown(entry.getKey()));
                continue;
            }
            Given<?> value = Given.orNull(option, entry.getValue());
            if (value != null) {
                given.put(option, value);
            } else {
                Given<?> weaker = given.get(option);
                complaints.add(option.complaint(entry.getValue(), weaker == null ? option.defaultText() : weaker.text));
            }
        }
    }

    /** The value of an option: as given, else its default. For an option without a default, null or an empty list. */
    @SuppressWarnings("unchecked") // put in by the option's own parser
    public <T extends @Nullable Object> T get(Option<T> option) {
        Given<T> value = (Given<T>) given.get(option);
        return value == null ? option.defaultValue() : value.value;
    }

    /** Where reports in this form are to be written, null for nowhere. */
    public @Nullable Path file(ReportForm form) {
        return get(requireNonNull(REPORT_FILES.get(form)));
    }

    /** The value of an option as a user would write it; empty for none. */
    public String text(Option<?> option) {
        Given<?> value = given.get(option);
        return value == null ? option.defaultText() : value.text;
    }

    /** The options that differ from the defaults, as they were written, for the report. */
    public Map<String, String> given() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Option<?> option : all()) {
            Given<?> value = given.get(option);
            if (value != null) {
                texts.put(option.key(), value.text);
            }
        }
        return Collections.unmodifiableMap(texts);
    }

    /** One line for each thing that was wrong, naming the value and the nearest right one. */
    public List<String> complaints() {
        return complaints;
    }

    /** A value that somebody gave: as it was written, and parsed once. */
    private static final class Given<T extends @Nullable Object> {
        final String text;
        final T value;

        private Given(String text, T value) {
            this.text = text;
            this.value = value;
        }

        /** Null if the text is no value of the option. */
        static <T extends @Nullable Object> @Nullable Given<T> orNull(Option<T> option, String text) {
            try {
                T value = option.parse(text);
                return new Given<>(text.isEmpty() && value instanceof Boolean ? value.toString() : text, value);
            } catch (IllegalArgumentException wrong) {
                return null;
            }
        }
    }
}
