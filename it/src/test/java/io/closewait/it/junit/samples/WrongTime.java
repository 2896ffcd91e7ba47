package io.closewait.it.junit.samples;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.Test;

public class WrongTime {
    @Test
    @FailOnSocketLeak(leakAfterMillis = -5)
    void does_not_run() {}
}
