package io.closewait.demo;

import java.util.ArrayList;
import java.util.List;

/** Everything at once, as in a service that has been up for long. */
final class MixedScenario implements Scenario {
    private static final List<Catalogue.Factory> FACTORIES = List.of(
            log -> new RedisScenario(log.of("redis")),
            log -> new HttpScenario(log.of("http")),
            log -> new ServerScenario(log.of("server")),
            log -> new AcceptorScenario(log.of("acceptor")),
            log -> new AbandonedScenario(log.of("abandoned")),
            log -> new SelectorScenario(log.of("selector")),
            log -> new StuckScenario(log.of("stuck")),
            log -> new HealthyScenario(log.of("healthy")));

    private final List<Scenario> scenarios = new ArrayList<>();

    MixedScenario(Log log) throws Exception {
        for (Catalogue.Factory factory : FACTORIES) {
            scenarios.add(factory.create(log));
        }
    }

    @Override
    public void begin() throws Exception {
        for (Scenario scenario : scenarios) {
            scenario.begin();
        }
    }

    @Override
    public void tick() throws Exception {
        for (Scenario scenario : scenarios) {
            scenario.tick();
        }
    }

    @Override
    public void end() throws Exception {
        for (Scenario scenario : scenarios) {
            scenario.end();
        }
    }

    @Override
    public int closeWait() {
        return scenarios.stream().mapToInt(Scenario::closeWait).sum();
    }

    @Override
    public int leftovers() {
        return scenarios.stream().mapToInt(Scenario::leftovers).sum();
    }
}
