package io.closewait.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final int STEP_MILLIS = 1000;
    private static final int MINUTES_5 = 300;
    private static final double NONE_CLOSED = 0;

    private final Sites sites = new Sites(2000, 10);
    private final Site site = site(1);
    private final OpenHistory history = new OpenHistory(0);

    private Site site(int line) {
        return sites.intern(new StackTraceElement[] {new StackTraceElement("com.acme.Shop", "buy", "Shop.java", line)});
    }

    /** How the count of one site's sockets went, a second for a second. */
    private Growth growthOf(IntUnaryOperator countAtSecond, int seconds) {
        for (int second = 0; second < seconds; second++) {
            IdentityHashMap<Site, Integer> counts = new IdentityHashMap<>();
            counts.put(site, countAtSecond.applyAsInt(second));
            history.add((long) second * STEP_MILLIS, counts);
        }
        return history.growth(List.of(site), countAtSecond.applyAsInt(seconds), (long) seconds * STEP_MILLIS);
    }

    private static long[] ages(int count, long millis) {
        long[] ages = new long[count];
        Arrays.fill(ages, millis);
        return ages;
    }

    @Test
    void a_count_that_rises_all_the_time_grows() {
        Growth growth = growthOf(second -> second, MINUTES_5);

        assertThat(growth.isSteady(NONE_CLOSED, ages(300, 60_000))).isTrue();
        assertThat(growth.perMinute()).isCloseTo(60, within(1.0));
        assertThat(growth.total).isEqualTo(300);
    }

    @Test
    void a_sample_that_came_after_the_moment_of_the_report_does_not_count() {
        growthOf(second -> second, MINUTES_5);
        history.add(301 * STEP_MILLIS, Map.of(site, 5000));

        Growth growth = history.growth(List.of(site), 300, 300 * STEP_MILLIS);

        assertThat(growth.isSteady(NONE_CLOSED, ages(300, 60_000))).isTrue();
        assertThat(growth.total).isEqualTo(300);
    }

    @Test
    void a_count_that_rises_slowly_grows_over_the_whole_run() {
        Growth growth = growthOf(second -> second / 60, 3600);

        assertThat(growth.isSteady(NONE_CLOSED, ages(60, 600_000))).isTrue();
    }

    @Test
    void a_pool_that_has_filled_does_not_grow() {
        Growth growth = growthOf(second -> Math.min(second, 60), MINUTES_5);

        assertThat(growth.isSteady(NONE_CLOSED, ages(60, 200_000))).isFalse();
    }

    @Test
    void a_warm_up_of_less_than_a_minute_does_not_grow() {
        Growth growth = growthOf(second -> second, 50);

        assertThat(growth.isSteady(NONE_CLOSED, ages(50, 50_000))).isFalse();
    }

    @Test
    void subscriptions_that_come_to_rest_do_not_grow() {
        Growth growth = growthOf(second -> (int) (1000 * (1 - Math.exp(-second / 60.0))), MINUTES_5);

        assertThat(growth.isSteady(NONE_CLOSED, ages(1000, 200_000))).isFalse();
    }

    @Test
    void traffic_that_comes_and_goes_does_not_grow() {
        Growth growth = growthOf(second -> 100 + (int) (90 * Math.sin(second / 20.0)), MINUTES_5);

        assertThat(growth.isSteady(NONE_CLOSED, ages(100, 60_000))).isFalse();
    }

    @Test
    void more_and_more_connections_that_live_as_long_as_ever_do_not_grow() {
        Growth growth = growthOf(second -> second, MINUTES_5);

        assertThat(growth.isSteady(20_000, ages(300, 15_000))).isFalse();
    }

    @Test
    void connections_that_outlive_those_of_before_grow() {
        Growth growth = growthOf(second -> second, MINUTES_5);

        assertThat(growth.isSteady(2_000, ages(300, 60_000))).isTrue();
    }

    @Test
    void connections_that_are_opened_anew_from_elsewhere_in_the_code_do_not_grow_if_both_sites_are_of_one_origin() {
        Site other = site(2);
        for (int second = 0; second < MINUTES_5; second++) {
            IdentityHashMap<Site, Integer> counts = new IdentityHashMap<>();
            counts.put(site, MINUTES_5 - second);
            counts.put(other, second);
            history.add((long) second * STEP_MILLIS, counts);
        }
        long now = (long) MINUTES_5 * STEP_MILLIS;

        assertThat(history.growth(List.of(site, other), MINUTES_5, now).isSteady(NONE_CLOSED, ages(300, 60_000)))
                .isFalse();
        assertThat(history.sites()).contains(site, other);
    }

    @Test
    void the_history_keeps_the_sites_with_most_sockets_only() {
        IdentityHashMap<Site, Integer> counts = new IdentityHashMap<>();
        for (int line = 1; line <= 1000; line++) {
            counts.put(site(line), line);
        }

        history.add(0, counts);

        assertThat(history.sites()).hasSize(500).contains(site(1000), site(501)).doesNotContain(site(500));
    }

    @Test
    void a_site_that_only_grew_for_a_minute_is_a_sign() {
        growthOf(second -> second / 4, 60);
        assertThat(history.hasGrowingSite()).as("less than a minute of samples").isFalse();

        history.add(60 * STEP_MILLIS, Map.of(site, 15));
        assertThat(history.hasGrowingSite()).isTrue();
    }

    @Test
    void nine_sockets_more_beside_many_that_were_there_before_are_no_sign() {
        growthOf(second -> 15_000 + Math.min(9, second), MINUTES_5);

        assertThat(history.hasGrowingSite()).isFalse();
    }

    @Test
    void many_that_were_opened_at_once_are_no_sign() {
        growthOf(second -> second < 10 ? 0 : 15_000, 60);
        history.add(60 * STEP_MILLIS, Map.of(site, 15_000));

        assertThat(history.hasGrowingSite()).isFalse();
    }
}
