package io.closewait.launcher;

/** {@code java -jar closewait-agent.jar …}: hands the command line to the core's commands. */
public final class CommandLauncher {
    private CommandLauncher() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) throws Exception {
        ClassLoader loader = AgentLauncher.isolatedLoader();
        Thread.currentThread().setContextClassLoader(loader);
        Object exitCode = loader.loadClass("io.closewait.core.command.Commands")
                .getMethod("run", String[].class)
                .invoke(null, (Object) arguments);
        System.exit((Integer) exitCode);
    }
}
