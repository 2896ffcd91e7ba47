package io.closewait.it.verdict;

import io.closewait.it.harness.JsonReport.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One leak of a program, and what is right to say of it.
 *
 * @param verdicts any of these is right
 * @param lines as they stand at the end of a stack frame, {@code (File.java:42)}; any is right
 * @param handlers {@code Class.method}, for handlers that the report knows by their class; any is right
 * @param hint what the hint must contain; empty if nothing is asked of it
 * @param names what the hint names, {@code package.Class#member}: it must exist in the program's class path
 */
record ExpectedLeak(
        Set<String> verdicts, int count, List<String> lines, List<String> handlers, Pattern hint, List<String> names) {
    private static final Pattern LEAK = Pattern.compile("([A-Z_|]+) x(\\d+)(?: at (.*))?");

    /** From {@code VERDICT|VERDICT xN at TEXT}; without a text the line is the one with the comment {@code look here}. */
    static ExpectedLeak parse(String text, SourceLines source) {
        Matcher matcher = LEAK.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException("not VERDICT xN at TEXT: " + text);
        }
        return new ExpectedLeak(
                Set.of(matcher.group(1).split("\\|", -1)),
                Integer.parseInt(matcher.group(2)),
                source.framesAt(matcher.group(3) == null ? LookHere.MARK : matcher.group(3)),
                List.of(),
                Pattern.compile(""),
                List.of());
    }

    ExpectedLeak handler(String name) {
        List<String> all = new ArrayList<>(handlers);
        all.add(name);
        return new ExpectedLeak(verdicts, count, lines, all, hint, names);
    }

    ExpectedLeak hint(String regex) {
        return new ExpectedLeak(verdicts, count, lines, handlers, Pattern.compile(regex), names);
    }

    ExpectedLeak name(String name) {
        List<String> all = new ArrayList<>(names);
        all.add(name);
        return new ExpectedLeak(verdicts, count, lines, handlers, hint, all);
    }

    boolean isVerdictOf(Group group) {
        return verdicts.contains(group.verdict());
    }

    boolean isLineOf(Group group) {
        String lookAt = group.lookAt();
        return lines.stream().anyMatch(lookAt::endsWith)
                || handlers.stream()
                        .anyMatch(handler -> Pattern.compile("(^|[.$])" + Pattern.quote(handler) + "(\\(.*)?$")
                                .matcher(lookAt)
                                .find());
    }

    boolean asksForAHint() {
        return !hint.pattern().isEmpty() || !names.isEmpty();
    }

    boolean isHintOf(Group group) {
        String text = group.text("hint");
        return hint.matcher(text).find()
                && names.stream().allMatch(name -> text.contains(name.substring(name.indexOf('#') + 1)));
    }
}
