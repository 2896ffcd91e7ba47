package io.closewait.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.closewait.it.harness.Comparison;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.ProgramsJar;
import io.closewait.it.harness.Tool;
import io.closewait.it.programs.fault.Errands;
import io.closewait.it.programs.fault.IsolatedApplications;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.startup.Tomcat;
import org.apache.juli.logging.Log;

/** How applications are packaged, and what loads them. */
final class Packages {
    private static final String MODULES = "java.base,java.instrument";

    private Packages() {}

    static void springBoot(Jdk jdk, Path folder) throws Exception {
        Path jar = SpringBootJar.write(folder);
        Comparison.on(jdk, folder).leaking(fork -> fork.jar(jar));
    }

    static void tomcat(Jdk jdk, Path folder) throws Exception {
        Path silence = Files.writeString(folder.resolve("logging.properties"), ".level=OFF\n");
        Comparison.Outcome outcome = Comparison.on(jdk, folder)
                .around(fork -> fork.library(Tomcat.class, Log.class, jakarta.servlet.Servlet.class, Errands.class)
                        .jvmOption("-Djava.util.logging.config.file=" + silence))
                .leaking(Redeployment.class, folder.resolve("tomcat").toString());
        assertThat(outcome.stdout()).contains("freed: true");
    }

    static void isolatedLoaders(Jdk jdk, Path folder) throws Exception {
        Comparison.Outcome outcome = Comparison.on(jdk, folder).leaking(IsolatedApplications.class);
        assertThat(outcome.stdout()).contains("freed: true");
    }

    static void modulePath(Jdk jdk, Path folder) throws Exception {
        Path jar = ProgramsJar.write(folder.resolve("programs.jar"));
        Comparison.on(jdk, folder)
                .leaking(fork -> fork.start("-p", jar.toString(), "-m", "programs/" + Errands.class.getName()));
    }

    static void limitedModules(Jdk jdk, Path folder) throws Exception {
        withoutManagement(
                Comparison.on(jdk, folder).around(fork -> fork.jvmOption("--limit-modules", MODULES)),
                "--limit-modules");
    }

    static void jlink(Jdk jdk, Path folder) throws Exception {
        Path modules = jdk.home().resolve("jmods");
        assumeTrue(Files.isDirectory(modules), jdk + " has no jmods");
        Path image = folder.resolve("image");
        Tool.of(jdk, "jlink").run("--add-modules", MODULES, "--output", image.toString());
        withoutManagement(Comparison.on(Jdk.at(image).orElseThrow(), folder), "jlink");
    }

    private static void withoutManagement(Comparison comparison, String why) throws Exception {
        comparison.leaking(Errands.class);
        assertThat(Files.readAllLines(comparison.log()).stream()
                        .filter(line -> line.contains("no JMX in this JVM"))
                        .toList())
                .as("what is switched off by " + why)
                .hasSize(1);
    }
}
