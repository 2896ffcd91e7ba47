package io.closewait.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetTest {
    @Test
    void a_cost_is_over_above_its_limit_and_a_throughput_below() {
        assertThat(verdict(Budget.CONNECTION, 3.0)).isEqualTo(Figure.Verdict.OK);
        assertThat(verdict(Budget.CONNECTION, 3.1)).isEqualTo(Figure.Verdict.OVER);
        assertThat(verdict(Budget.ECHO, 0.99)).isEqualTo(Figure.Verdict.OK);
        assertThat(verdict(Budget.ECHO, 0.98)).isEqualTo(Figure.Verdict.OVER);
    }

    @Test
    void one_figure_over_its_budget_fails_the_run() {
        Figures figures = new Figures();
        figures.add(Budget.ECHO, "socket", new Sample(1, 1, 1));
        assertThat(figures.isOver()).isFalse();

        figures.add(Budget.ECHO, "channel", new Sample(0.5, 0.5, 0.5));
        assertThat(figures.isOver()).isTrue();
    }

    private static Figure.Verdict verdict(Budget budget, double value) {
        return new Figure(budget.part, budget, "17", "", value, value, value, budget.unit).verdict();
    }
}
