package io.closewait.bench;

import java.util.List;

/** The result as a Markdown table: every budget with its figure and verdict, then the figures without a budget. */
final class ResultTable {
    private ResultTable() {}

    static String of(Figures figures, List<Jdk> jdks, String letters) {
        StringBuilder table = new StringBuilder(Machine.text()).append("\n\n");
        table.append(
                "| | budget | limit | JDK | variant | figure | middle half | verdict |\n|---|---|---|---|---|---:|---|---|\n");
        for (Budget budget : Budget.values()) {
            if (letters.indexOf(budget.part) < 0) {
                continue;
            }
            for (Figure each : figures.sorted()) {
                if (each.budget() == budget) {
                    table.append(row(budget, each));
                }
            }
            for (Jdk jdk : jdks) {
                if (!figures.has(budget, jdk.version())) {
                    table.append("| " + budget.part + " | " + budget.title + " | " + budget.limitText() + " | "
                            + jdk.version() + " | | | | " + Figure.Verdict.NOT_MEASURED.text + " |\n");
                }
            }
        }
        table.append("\n| | figure without a budget | JDK | | middle half |\n|---|---|---|---:|---|\n");
        for (Figure each : figures.sorted()) {
            if (each.budget() == null) {
                table.append("| " + each.part() + " | " + each.what() + " | " + each.jdk() + " | "
                        + with(each.value(), each.unit()) + " | " + spread(each) + " |\n");
            }
        }
        figures.problems().forEach((part, why) -> table.append("\nnot measured: " + part + ": " + why + "\n"));
        return table.toString();
    }

    private static String row(Budget budget, Figure each) {
        return "| " + budget.part + " | " + budget.title + " | " + budget.limitText() + " | " + each.jdk() + " | "
                + each.what() + " | " + with(each.value(), each.unit()) + " | " + spread(each) + " | "
                + each.verdict().text + " |\n";
    }

    private static String with(double value, String unit) {
        return Figure.number(value) + (unit.isEmpty() ? "" : " " + unit);
    }

    private static String spread(Figure each) {
        return Figure.number(each.low()) + " … " + Figure.number(each.high());
    }
}
