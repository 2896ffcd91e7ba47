package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.EachJdk;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.ForkedJvm;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.JmxClient;
import io.closewait.it.harness.JsonReportFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/report-format.md} against what the agent writes when everything goes wrong at once. */
class ReportFormatIT {
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|.*");

    /** Objects whose keys are data. */
    private static final List<String> MAPS = List.of(
            "agent.options.KEY", "kernel.states.STATE", "kernel.orphans.STATE", "kernel.descriptors.kinds.KIND");

    /** Groups, and stacks, have one form wherever they stand; the document has it once. */
    private static final Pattern GROUPS = Pattern.compile("^(known|halfClosedBusy)\\[]");

    private static final Pattern STACK = Pattern.compile("\\.stacks\\.\\w+");
    private static final Pattern FRAMES = Pattern.compile("^.*\\.stacks\\.NAME\\[]");

    /** What the demo has no occasion for: a kernel that cannot be asked, sockets from before the start, short connections, many files. */
    private static final Pattern NOT_IN_THE_DEMO = Pattern.compile(
            "kernel\\.problem|(kernel\\.descriptors\\.paths|unknownOrigin|unknownGroups|ports\\.closedFirst)\\[].*");

    @EachJdk(from = 17)
    void every_field_is_documented_and_every_documented_field_occurs(Jdk jdk, @TempDir Path folder) throws Exception {
        JsonReportFile file = new JsonReportFile(folder.resolve("report.json"));
        Set<String> written = new TreeSet<>();
        try (ForkedJvm demo = Fork.on(jdk)
                .agent("leakAfter=1s", "interval=1s", "exclude='frame:*OrderDesk*=known to the test'", file.option())
                .demo("mixed", "--hold", "20")) {
            collect(file.await("leaks", report -> !report.leaks().isEmpty()).json(), "", written);
            try (JmxClient jmx = JmxClient.connect(demo)) {
                collect(jmx.jsonReport().json(), "", written);
            }
            collect(
                    file.await("ended leaks", report -> !report.ended().isEmpty())
                            .json(),
                    "",
                    written);
        }
        Set<String> documented = documented();

        assertThat(written).as("all are documented").isSubsetOf(documented);
        documented.removeIf(NOT_IN_THE_DEMO.asMatchPredicate());
        assertThat(documented).as("all occur").isSubsetOf(written);
    }

    private static Set<String> documented() throws IOException {
        return Files.readAllLines(Artifacts.project().resolve("docs/report-format.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void collect(JsonElement element, String path, Set<String> paths) {
        if (element.isJsonObject()) {
            element.getAsJsonObject()
                    .entrySet()
                    .forEach(field -> collectField(field.getValue(), path + "." + field.getKey(), paths));
        } else if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(each -> collect(each, path + "[]", paths));
        }
    }

    private static void collectField(JsonElement value, String path, Set<String> paths) {
        String plain = plain(path.startsWith(".") ? path.substring(1) : path);
        paths.add(plain);
        collect(value, plain, paths);
    }

    private static String plain(String path) {
        String name = STACK.matcher(path).replaceFirst(".stacks.NAME");
        for (String map : MAPS) {
            if (name.startsWith(map.substring(0, map.lastIndexOf('.') + 1))) {
                return map;
            }
        }
        name = GROUPS.matcher(name).replaceFirst("leaks[]");
        return FRAMES.matcher(name).replaceFirst("leaks[].stacks.NAME[]");
    }
}
