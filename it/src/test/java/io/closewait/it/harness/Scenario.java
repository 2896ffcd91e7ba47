package io.closewait.it.harness;

import java.nio.file.Path;

/** What is done on one JDK; fails as tests do. */
public interface Scenario {
    /** The folder is the scenario's own. */
    void run(Jdk jdk, Path folder) throws Exception;
}
