package io.closewait.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector.Argument;
import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Comparison;
import io.closewait.it.harness.Fork;
import io.closewait.it.harness.Jdk;
import io.closewait.it.harness.LoopbackPort;
import io.closewait.it.programs.fault.Errands;
import java.nio.file.Path;
import java.util.Map;

/** Other agents. */
final class Agents {
    private Agents() {}

    static void openTelemetryLast(Jdk jdk, Path folder) throws Exception {
        Comparison.on(jdk, folder).neighbour(Agents::openTelemetry, false).leaking(Errands.class);
    }

    static void openTelemetryFirst(Jdk jdk, Path folder) throws Exception {
        Comparison.on(jdk, folder).neighbour(Agents::openTelemetry, true).leaking(Errands.class);
    }

    private static Fork openTelemetry(Fork fork) {
        return fork.jvmOption(
                "-javaagent:" + Artifacts.otherAgent("opentelemetry-javaagent"),
                "-Dotel.javaagent.logging=none",
                "-Dotel.traces.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.metrics.exporter=none");
    }

    static void jmxExporterLast(Jdk jdk, Path folder) throws Exception {
        LoopbackPort port = LoopbackPort.free();
        Comparison.on(jdk, folder)
                .neighbour(fork -> jmxExporter(fork, port), false)
                .leaking(Errands.class);
    }

    static void jmxExporterFirst(Jdk jdk, Path folder) throws Exception {
        LoopbackPort port = LoopbackPort.free();
        Comparison.on(jdk, folder)
                .neighbour(fork -> jmxExporter(fork, port), true)
                .leaking(Errands.class);
    }

    private static Fork jmxExporter(Fork fork, LoopbackPort port) {
        return fork.jvmOption("-javaagent:" + Artifacts.otherAgent("jmx_prometheus_javaagent") + "=" + port + ":"
                + Artifacts.monitoring("jmx-exporter.yml"));
    }

    static void byteBuddyLast(Jdk jdk, Path folder) throws Exception {
        byteBuddy(jdk, folder, false);
    }

    static void byteBuddyFirst(Jdk jdk, Path folder) throws Exception {
        byteBuddy(jdk, folder, true);
    }

    private static void byteBuddy(Jdk jdk, Path folder, boolean isFirst) throws Exception {
        Path jar = OnlookerJar.write(folder.resolve("onlooker.jar"));
        Comparison.Outcome outcome = Comparison.on(jdk, folder)
                .neighbour(fork -> fork.jvmOption("-javaagent:" + jar), isFirst)
                .leaking(Errands.class);
        assertThat(outcome.stdout()).contains("onlooker: saw sockets");
    }

    static void debugger(Jdk jdk, Path folder) throws Exception {
        LoopbackPort port = LoopbackPort.free();
        Comparison comparison = Comparison.on(jdk, folder);
        comparison
                .neighbour(
                        fork -> fork.jvmOption(
                                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=" + port),
                        false)
                .look(jvm -> {
                    VirtualMachine machine = attach(port);
                    machine.suspend();
                    assertThat(machine.allThreads()).isNotEmpty();
                    machine.resume();
                    comparison.leaksAreNamed(jvm);
                    machine.dispose();
                })
                .leaking(Errands.class);
    }

    private static VirtualMachine attach(LoopbackPort port) throws Exception {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(one -> one.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(String.valueOf(port.number()));
        return connector.attach(arguments);
    }
}
