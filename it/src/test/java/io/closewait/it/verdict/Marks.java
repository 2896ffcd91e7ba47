package io.closewait.it.verdict;

import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JsonReport;
import io.closewait.it.harness.JsonReport.Group;
import io.closewait.it.harness.KernelCount;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What was right and what was wrong in a run of a program: a mark for each thing that its source declares. */
final class Marks {
    /** What is marked. */
    enum Mark {
        /** As many sockets as the kernel has, and as the program says. */
        COUNT,
        /** Of each socket. */
        VERDICT,
        LINE,
        HINT,
        /** One cause is one group. */
        PLACES,
        /** The text report says what the program asks for, in time. */
        TEXT,
        /** A healthy program is not accused. */
        SILENCE
    }

    final Program program;
    final Jdk jdk;

    /** Empty for what was right. */
    private final Map<Mark, String> faults = new EnumMap<>(Mark.class);

    Marks(Program program, Jdk jdk) {
        this.program = program;
        this.jdk = jdk;
    }

    Marks leaks(JsonReport report, KernelCount kernel, String text, List<String> missingNames) {
        List<Group> groups = Trial.groups(report);
        String seen = groups.stream().map(Marks::show).collect(Collectors.joining("; "));
        int kernelCount = kernel.total();
        mark(
                Mark.COUNT,
                Trial.sockets(groups) == program.sockets()
                        && kernelCount == program.closeWait()
                        && report.kernelCloseWait() == kernelCount
                        && report.total("unknownOrigin") == 0,
                "kernel " + kernelCount + ", in the report " + report.kernelCloseWait() + "; leaks " + seen
                        + "; of unknown origin " + report.total("unknownOrigin"));
        mark(
                Mark.VERDICT,
                !groups.isEmpty()
                        && program.leaks.stream().allMatch(leak -> sockets(groups, leak) == leak.count())
                        && groups.stream().allMatch(group -> isExpected(group)),
                seen);
        mark(
                Mark.LINE,
                !groups.isEmpty()
                        && groups.stream()
                                .allMatch(group -> expected(group).stream().anyMatch(leak -> leak.isLineOf(group))),
                seen);
        if (program.leaks.stream().anyMatch(ExpectedLeak::asksForAHint)) {
            mark(
                    Mark.HINT,
                    !groups.isEmpty()
                            && groups.stream()
                                    .allMatch(group -> expected(group).stream().anyMatch(leak -> leak.isHintOf(group)))
                            && missingNames.isEmpty(),
                    groups.stream().map(group -> group.text("hint")).collect(Collectors.joining("; "))
                            + (missingNames.isEmpty() ? "" : "; the library has no " + missingNames));
        }
        mark(Mark.PLACES, groups.size() == program.leaks.size(), seen);
        markText(report, text);
        return this;
    }

    private void markText(JsonReport report, String text) {
        if (program.says.isEmpty() && program.within.isZero()) {
            return;
        }
        List<String> unsaid = program.says.stream()
                .filter(regex -> !regex.matcher(text).find())
                .map(Object::toString)
                .toList();
        boolean inTime =
                program.within.isZero() || program.within.compareTo(Duration.ofMillis(report.uptimeMillis())) >= 0;
        mark(
                Mark.TEXT,
                unsaid.isEmpty() && inTime,
                "not said: " + unsaid + "; reported after " + report.uptimeMillis() + " ms");
    }

    Marks healthy(JsonReport report) {
        List<Group> groups = Trial.groups(report);
        mark(
                Mark.SILENCE,
                report.total("openedTotal") > 0
                        && groups.isEmpty()
                        && report.total("leaksEndedTotal") == 0
                        && report.total("unknownOrigin") == 0,
                groups.stream().map(Marks::show).collect(Collectors.joining("; ")) + "; ended "
                        + report.total("leaksEndedTotal") + "; of unknown origin " + report.total("unknownOrigin"));
        return this;
    }

    private static int sockets(List<Group> groups, ExpectedLeak leak) {
        return Trial.sockets(groups.stream().filter(leak::isVerdictOf).toList());
    }

    private boolean isExpected(Group group) {
        return program.leaks.stream().anyMatch(leak -> leak.isVerdictOf(group));
    }

    /** The leaks with the group's verdict; all where the verdict is wrong, which says nothing about line and hint. */
    private List<ExpectedLeak> expected(Group group) {
        return isExpected(group)
                ? program.leaks.stream().filter(leak -> leak.isVerdictOf(group)).toList()
                : program.leaks;
    }

    private static String show(Group group) {
        return group.verdict() + " x" + group.count() + " at " + group.lookAt();
    }

    private void mark(Mark mark, boolean isRight, String seen) {
        faults.put(mark, isRight ? "" : seen.isEmpty() ? "nothing" : seen);
    }

    Map<Mark, String> faults() {
        return faults;
    }

    /** What is wrong, a line each; empty if all is right. */
    String wrong() {
        return faults(mark -> true);
    }

    /** The same without what is known to be wrong. */
    String newlyWrong() {
        return faults(mark -> !program.knownWrong.contains(mark));
    }

    private String faults(Predicate<Mark> which) {
        return faults.entrySet().stream()
                .filter(fault -> which.test(fault.getKey()) && !fault.getValue().isEmpty())
                .map(fault -> fault.getKey() + ": " + fault.getValue())
                .collect(Collectors.joining("\n"));
    }
}
