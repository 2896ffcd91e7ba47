package io.closewait.it.fault;

import io.closewait.it.harness.Features;
import io.closewait.it.harness.JdkTable;
import io.closewait.it.harness.Scenario;
import java.util.function.IntPredicate;

/** A row of {@code docs/faults.md}: something goes wrong, or is as the agent did not expect it. */
@SuppressWarnings("ImmutableEnumChecker") // its functions have no state
enum FaultCase implements JdkTable.Row {
    HOOKS_THROW(
            "every hook throws, on every thread of the application",
            Compared.RUN + "; that the agent stops and says why",
            Features.any(),
            Hooks::throwing),
    HOOKS_THROW_ERRORS(
            "every hook throws, and so does the code that counts that",
            Compared.RUN,
            Features.someOnly(),
            Hooks::throwingWhenTheyFail),
    THREADS_FAIL(
            "every look and every report of the agent's own threads fails",
            Compared.RUN + "; that the agent stops and says why",
            Features.someOnly(),
            Hooks::threadsFailing),
    END_OF_STACK(
            "StackOverflowError at every step of a hook", Compared.RUN_AND_LEAK, Features.any(), Hooks::endOfStack),
    END_OF_HEAP(
            "OutOfMemoryError in hooks and in the agent's threads; the application ends the JVM on any uncaught error",
            Compared.RUN + "; that the leak is named",
            Features.any(),
            Hooks::endOfHeap),
    INTERRUPTIONS(
            "threads interrupted all the time under load",
            Compared.RUN_AND_WAITS,
            Features.any(),
            Hooks::interruptions),
    STOPS("Thread.stop while sockets are opened and closed", Compared.RUN_AND_LEAK, Features.upTo(17), Hooks::stops),
    GROUP_INTERRUPTED(
            "ThreadGroup.interrupt for all threads of the group",
            Compared.RUN_AND_LEAK,
            Features.any(),
            Hooks::groupInterrupted),

    LOG_FIFO("log and json are FIFOs that nobody reads", Compared.RUN_AND_LEAK, Features.any(), Sinks::fifos),
    STDERR_FULL(
            "standard error is a full pipe that nobody reads", Compared.RUN_AND_LEAK, Features.any(), Sinks::fullPipe),
    STDERR_FULL_LOAD(
            "the same, with a wrong option, under load",
            Compared.RUN_AND_WAITS,
            Features.someOnly(),
            Sinks::fullPipeUnderLoad),
    STDERR_CLOSED("standard error is closed", Compared.RUN_AND_LEAK, Features.any(), Sinks::closedStandardError),
    FULL_DISK(
            "the disk of log, json and html is full, and free again",
            Compared.RUN + "; that a report comes as soon as there is room",
            Features.any(),
            Sinks::fullDisk),
    READ_ONLY(
            "the whole file system is read-only",
            Compared.RUN + "; the report on standard error",
            Features.any(),
            Sinks::readOnly),
    NO_TEMP("java.io.tmpdir does not exist", Compared.RUN_AND_LEAK, Features.someOnly(), Sinks::noTemporaryFolder),
    HANGING_CLIENT(
            "a JMX client stops reading in the middle of reports",
            Compared.RUN_AND_LEAK + "; that another client is answered",
            Features.any(),
            Sinks::hangingClient),
    CLOCK_JUMPS(
            "the wall clock jumps by an hour every second",
            Compared.RUN_AND_LEAK,
            Features.someOnly(),
            Hooks::clockJumps),

    SMALL_HEAP("a heap of 64 MB", Compared.RUN_AND_LEAK, Features.any(), JvmModes.with("-Xmx64m")),
    INTERPRETED("-Xint", Compared.RUN_AND_LEAK, Features.someOnly(), JvmModes.with("-Xint")),
    COMPILED("-Xcomp", Compared.RUN_AND_LEAK, Features.only(17, 25), JvmModes.with("-Xcomp")),
    SERIAL("-XX:+UseSerialGC", Compared.RUN_AND_LEAK, Features.someOnly(), JvmModes.with("-XX:+UseSerialGC")),
    PARALLEL("-XX:+UseParallelGC", Compared.RUN_AND_LEAK, Features.someOnly(), JvmModes.with("-XX:+UseParallelGC")),
    CMS(
            "-XX:+UseConcMarkSweepGC",
            Compared.RUN_AND_LEAK,
            Features.upTo(13),
            JvmModes.with("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseConcMarkSweepGC")),
    G1("-XX:+UseG1GC", Compared.RUN_AND_LEAK, Features.someOnly(), JvmModes.with("-XX:+UseG1GC")),
    Z("-XX:+UseZGC", Compared.RUN_AND_LEAK, Features.someOnly(), JvmModes.with("-XX:+UseZGC")),
    SHENANDOAH(
            "-XX:+UseShenandoahGC", Compared.RUN_AND_LEAK, Features.someOnly(), JvmModes.with("-XX:+UseShenandoahGC")),
    EPSILON(
            "-XX:+UseEpsilonGC",
            Compared.RUN_AND_LEAK,
            Features.someOnly(),
            JvmModes.with("-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xmx512m", "-Xlog:disable")),
    CDS_WITHOUT(
            "a class data archive that was made without the agent",
            Compared.RUN_AND_LEAK,
            Features.only(17, 25), // 27 has no -XX:+AllowArchivingWithJavaAgent
            JvmModes::archiveMadeWithout),
    CDS_WITH(
            "a class data archive that was made with the agent",
            Compared.RUN_AND_LEAK,
            Features.only(17, 25), // 27 has no -XX:+AllowArchivingWithJavaAgent
            JvmModes::archiveMadeWith),

    POLICY_WITHOUT(
            "a security manager whose policy forgets the agent",
            Compared.RUN + "; that one line says why it is disabled",
            Features.upTo(17),
            Applications::forgottenByThePolicy),
    POLICY_WITH(
            "a security manager whose policy grants the agent all and the application little",
            Compared.RUN_AND_LEAK,
            Features.upTo(17),
            Applications::grantedByThePolicy),
    INITIALISERS(
            "static initialisers that open sockets on many threads while the agent starts",
            Compared.RUN_AND_LEAK,
            Features.any(),
            Applications::initialisers),
    LOCKED_SOCKETS(
            "a subclass of Socket whose methods wait for a lock",
            Compared.RUN_AND_LEAK,
            Features.any(),
            Applications::lockedSockets),
    INSTALLATIONS(
            "an MBeanServerBuilder, a log manager and a SocketImplFactory of the application's own",
            Compared.RUN_AND_LEAK,
            Features.any(),
            Applications::installations),
    LATE_INSTALLATIONS(
            "the same, chosen by a program that takes ten seconds to start",
            Compared.RUN_AND_LEAK,
            Features.someOnly(),
            Applications::lateInstallations),
    CHILDREN("child processes, one after the other", Compared.RUN_AND_LEAK, Features.any(), Applications::children),
    EXIT("System.exit under load", Compared.RUN, Features.any(), Applications::exit),
    EXITS("System.exit by several threads at once", Compared.RUN, Features.someOnly(), Applications::exits),
    HALT("Runtime.halt under load", Compared.RUN, Features.someOnly(), Applications::halt),
    SHUTDOWN_HOOKS(
            "shutdown hooks that use sockets, and a slow one",
            Compared.RUN_AND_LEAK,
            Features.any(),
            Applications::shutdownHooks);

    /** What a scenario holds against the same run without the agent. */
    private static final class Compared {
        static final String RUN = "output, errors, exit code";
        static final String RUN_AND_LEAK = RUN + "; that the leak is named and the count is the kernel's";
        static final String RUN_AND_WAITS = RUN_AND_LEAK + "; that no thread waits in code of the agent";
    }

    private final String title;
    private final String compared;
    private final IntPredicate features;
    private final Scenario scenario;

    FaultCase(String title, String compared, IntPredicate features, Scenario scenario) {
        this.title = title;
        this.compared = compared;
        this.features = features;
        this.scenario = scenario;
    }

    Scenario scenario() {
        return scenario;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String more() {
        return compared;
    }

    @Override
    public String absence(int feature) {
        return Features.absence(features, feature);
    }
}
