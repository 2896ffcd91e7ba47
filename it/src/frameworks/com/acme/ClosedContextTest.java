package com.acme;

import io.closewait.junit.FailOnSocketLeak;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@FailOnSocketLeak
@SpringJUnitConfig(PriceConfiguration.class)
@DirtiesContext
class ClosedContextTest {
    @Test
    void reads_a_price() {}
}
