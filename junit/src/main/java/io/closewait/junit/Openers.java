package io.closewait.junit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a failure says before the report: whose the sockets are. */
final class Openers {
    private static final int MOST_LINES = 3;

    private final TestScopes scopes;
    private final List<OpenSocket> leaks;

    Openers(TestScopes scopes, List<OpenSocket> leaks) {
        this.scopes = scopes;
        this.leaks = leaks;
    }

    List<String> lines() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (OpenSocket leak : leaks) {
            counts.merge(opener(scopes.attribute(leak)), 1, Integer::sum);
        }
        List<String> lines = new ArrayList<>();
        counts.forEach((opener, count) -> lines.add("  " + opener + (count == 1 ? "" : " (" + count + " sockets)")));
        int more = lines.size() - MOST_LINES;
        if (more <= 1) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, MOST_LINES));
        first.add("  opened by " + more + " other tests");
        return first;
    }

    private static String opener(Attribution attribution) {
        if (attribution.opener != null) {
            return "opened by " + attribution.opener.name;
        }
        StringBuilder names = new StringBuilder();
        for (TestScope candidate : attribution.candidates) {
            names.append(names.length() == 0 ? "" : ", ").append(candidate.name);
        }
        return "not attributable to a test: no frame of a test is on the opening stack, and no test ran on its thread;"
                + " opened during " + names;
    }
}
