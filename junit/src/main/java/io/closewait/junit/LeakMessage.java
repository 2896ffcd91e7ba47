package io.closewait.junit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a failure says before the report: how many sockets, and whose they are. */
final class LeakMessage {
    private final TestScopes scopes;
    private final List<OpenSocket> leaks;

    LeakMessage(TestScopes scopes, List<OpenSocket> leaks) {
        this.scopes = scopes;
        this.leaks = leaks;
    }

    /** Lines separated by {@code \n}. */
    String text() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (OpenSocket leak : leaks) {
            counts.merge(opener(scopes.attribute(leak)), 1, Integer::sum);
        }
        StringBuilder text = new StringBuilder(
                leaks.size() == 1
                        ? "closewait: 1 socket is still open, although its peer has left; opened"
                        : "closewait: " + leaks.size()
                                + " sockets are still open, although their peers have left; opened");
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            text.append("\n  ")
                    .append(entry.getKey())
                    .append(" (")
                    .append(entry.getValue())
                    .append(')');
        }
        return text.toString();
    }

    private static String opener(Attribution attribution) {
        if (attribution.opener != null) {
            return "by " + attribution.opener.name;
        }
        StringBuilder names = new StringBuilder();
        for (TestScope candidate : attribution.candidates) {
            names.append(names.length() == 0 ? "" : ", ").append(candidate.name);
        }
        return "by nobody who can be named: no frame of a test is on the opening stack, and its thread is no test's; it may be"
                + " any code that ran during " + names;
    }
}
