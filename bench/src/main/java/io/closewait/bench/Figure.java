package io.closewait.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the result.
 *
 * @param what the variant that was measured, beside the budget's title; the whole title when there is no budget
 * @param low the lower end of the spread, as {@link Sample} gives it
 */
public record Figure(
        char part,
        @Nullable Budget budget,
        String jdk,
        String what,
        double value,
        double low,
        double high,
        String unit) {

    Verdict verdict() {
        if (budget == null) {
            return Verdict.NO_BUDGET;
        }
        return budget.allows(value) ? Verdict.OK : Verdict.OVER;
    }

    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }

    enum Verdict {
        OK("ok"),
        OVER("**over**"),
        NOT_MEASURED("not measured"),
        NO_BUDGET("");

        final String text;

        Verdict(String text) {
            this.text = text;
        }
    }
}
