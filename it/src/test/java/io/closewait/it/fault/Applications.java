package io.closewait.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Comparison;
import io.closewait.it.harness.Jdk;
import io.closewait.it.programs.ChannelSocketImpl;
import io.closewait.it.programs.fault.Children;
import io.closewait.it.programs.fault.Errands;
import io.closewait.it.programs.fault.Initialisers;
import io.closewait.it.programs.fault.Installations;
import io.closewait.it.programs.fault.LockedSockets;
import io.closewait.it.programs.fault.ShutdownHooks;
import io.closewait.it.programs.fault.SuddenEnd;
import java.nio.file.Files;
import java.nio.file.Path;

/** Applications that do what few do. */
final class Applications {
    private Applications() {}

    static void forgottenByThePolicy(Jdk jdk, Path folder) throws Exception {
        Path policy = Files.writeString(
                folder.resolve("policy"), grant(Artifacts.of(Errands.class), "java.security.AllPermission"));
        managed(jdk, folder, policy)
                .look(jvm -> {})
                .says("closewait: disabled, the application runs without it: .*java\\.security\\.AllPermission")
                .leaking(Errands.class);
    }

    static void grantedByThePolicy(Jdk jdk, Path folder) throws Exception {
        Path policy = Files.writeString(
                folder.resolve("policy"),
                grant(Artifacts.agent(), "java.security.AllPermission")
                        + grant(
                                Artifacts.of(Errands.class),
                                "java.net.SocketPermission \"*\", \"connect,accept,listen,resolve\"",
                                "java.lang.RuntimePermission \"exitVM.*\""));
        managed(jdk, folder, policy).leaking(Errands.class);
    }

    private static Comparison managed(Jdk jdk, Path folder, Path policy) {
        return Comparison.on(jdk, folder)
                .around(fork -> fork.jvmOption("-Djava.security.manager", "-Djava.security.policy==" + policy));
    }

    private static String grant(Path codeBase, String... permissions) {
        StringBuilder text = new StringBuilder("grant codeBase \"" + codeBase.toUri() + "\" {\n");
        for (String permission : permissions) {
            text.append("  permission ").append(permission).append(";\n");
        }
        return text.append("};\n").toString();
    }

    static void initialisers(Jdk jdk, Path folder) throws Exception {
        Comparison.on(jdk, folder).leaking(Initialisers.class);
    }

    static void lockedSockets(Jdk jdk, Path folder) throws Exception {
        Comparison.on(jdk, folder).leaking(LockedSockets.class);
    }

    static void installations(Jdk jdk, Path folder) throws Exception {
        withOwnSocketImpl(jdk, folder).leaking(Installations.class);
    }

    static void lateInstallations(Jdk jdk, Path folder) throws Exception {
        withOwnSocketImpl(jdk, folder).leaking(Installations.class, "late");
    }

    /** The place to look at is the code that asked for the socket, not the one that makes them. */
    private static Comparison withOwnSocketImpl(Jdk jdk, Path folder) {
        return Comparison.on(jdk, folder).options("libraries=" + ChannelSocketImpl.class.getName());
    }

    static void children(Jdk jdk, Path folder) throws Exception {
        Comparison.on(jdk, folder).leaking(Children.class);
    }

    static void exit(Jdk jdk, Path folder) throws Exception {
        end(jdk, folder, "exit");
    }

    static void exits(Jdk jdk, Path folder) throws Exception {
        end(jdk, folder, "exits");
    }

    static void halt(Jdk jdk, Path folder) throws Exception {
        end(jdk, folder, "halt");
    }

    private static void end(Jdk jdk, Path folder, String how) throws Exception {
        Comparison.Outcome outcome = Comparison.on(jdk, folder).ending(SuddenEnd.class, how);
        assertThat(outcome.exitCode()).isEqualTo(Errands.EXIT_CODE);
    }

    static void shutdownHooks(Jdk jdk, Path folder) throws Exception {
        Comparison.on(jdk, folder).leaking(ShutdownHooks.class);
    }
}
