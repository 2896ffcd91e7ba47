package io.closewait.it.junit.samples;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.Test;

@FailOnSocketLeak(exclude = {"port:1", "stack:com.acme.*"})
public class WrongPattern {
    @Test
    void does_not_run() {}
}
