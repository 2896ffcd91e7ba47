package io.closewait.it.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.verdict.Marks.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What all programs of a run came to: the matrix in {@code docs/verdicts.md}, and the score. */
final class VerdictMatrix {
    private static final Path DOCUMENT = Artifacts.project().resolve("docs/verdicts.md");
    private static final Path SCORE = Artifacts.project().resolve("it/target/verdicts/score.txt");
    private static final String BEGIN = "<!-- begin: written by VerdictSuiteIT -->\n";
    private static final String END = "<!-- end -->\n";
    private static final String HEAD = """
            | program | right is | verdict | line | hint | run |
            | --- | --- | :---: | :---: | :---: | --- |
            """;

    private final List<Program> programs;
    private final Queue<Marks> marks = new ConcurrentLinkedQueue<>();

    VerdictMatrix(List<Program> programs) {
        this.programs = programs;
    }

    void add(Marks ofARun) {
        marks.add(ofARun);
    }

    /** Rows of programs that were not run stay as they are. */
    void writeOrCheck() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        Map<String, String> before = new LinkedHashMap<>();
        document.substring(begin, end)
                .lines()
                .skip(HEAD.lines().count())
                .forEach(row -> before.put(row.substring(2, row.indexOf(" | ")), row));
        if (Boolean.getBoolean("verdict.write")) {
            String rows = programs.stream()
                    .map(program ->
                            hasRun(program) ? row(program) : before.getOrDefault(program.title(), notRun(program)))
                    .collect(Collectors.joining("\n"));
            Files.writeString(DOCUMENT, document.substring(0, begin) + HEAD + rows + "\n" + document.substring(end));
            return;
        }
        assertThat(before.keySet())
                .as("the programs of " + DOCUMENT + " (-Dverdict.write=true writes them)")
                .containsExactlyElementsOf(programs.stream().map(Program::title).toList());
        assertThat(programs.stream().filter(this::hasRun))
                .allSatisfy(program -> assertThat(before.get(program.title())).startsWith(cells(program)));
    }

    private boolean hasRun(Program program) {
        return marks.stream().anyMatch(run -> run.program == program);
    }

    private static String notRun(Program program) {
        return "| " + program.title() + " | " + right(program) + " | not run | | | |";
    }

    private static String right(Program program) {
        return program.isHealthy
                ? "no leak"
                : program.leaks.stream()
                        .map(leak -> leak.verdicts().stream()
                                        .sorted()
                                        .map(name ->
                                                name.toLowerCase(Locale.ROOT).replace('_', ' '))
                                        .collect(Collectors.joining(" or "))
                                + " × " + leak.count())
                        .collect(Collectors.joining(", "));
    }

    /** What was seen, and on which JDKs, when and of which source: rows of other runs stay as they are. */
    private String row(Program program) {
        String jdks = marks.stream()
                .filter(run -> run.program == program)
                .map(run -> run.jdk.feature())
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return cells(program) + " JDK " + jdks + "; " + RunStamp.now() + " |";
    }

    private String cells(Program program) {
        String head = "| " + program.title() + " | " + right(program) + " | ";
        if (program.isHealthy) {
            return head + cell(program, Mark.SILENCE) + " | | |";
        }
        return head + cell(program, Mark.VERDICT) + " | " + cell(program, Mark.LINE) + " | " + cell(program, Mark.HINT)
                + " |";
    }

    /** Right where it was right on every JDK. */
    private String cell(Program program, Mark mark) {
        List<String> faults = marks.stream()
                .filter(run -> run.program == program)
                .map(run -> run.faults().get(mark))
                .filter(Objects::nonNull)
                .toList();
        if (faults.isEmpty()) {
            return "–";
        }
        return faults.stream().allMatch(String::isEmpty) ? "✓" : "✗";
    }

    /** How many of each mark were right, then what was wrong, a program after the other. */
    void writeScore() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Mark mark : Mark.values()) {
            List<String> faults = marks.stream()
                    .map(run -> run.faults().get(mark))
                    .filter(Objects::nonNull)
                    .toList();
            lines.add(mark + " " + faults.stream().filter(String::isEmpty).count() + " of " + faults.size());
        }
        marks.stream()
                .sorted((a, b) -> (a.program.title() + a.jdk).compareTo(b.program.title() + b.jdk))
                .forEach(run -> lines.add("\n" + run.program + " on " + run.jdk + ": "
                        + run.faults().entrySet().stream()
                                .map(fault -> fault.getKey() + (fault.getValue().isEmpty() ? " ✓" : " ✗"))
                                .collect(Collectors.joining(", "))
                        + "\n" + run.wrong().indent(4).stripTrailing()));
        Files.createDirectories(SCORE.getParent());
        Files.write(SCORE, lines);
        System.out.println("it: " + String.join(", ", lines.subList(0, Mark.values().length)));
    }
}
