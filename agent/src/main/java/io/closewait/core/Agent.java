package io.closewait.core;

import io.closewait.core.config.OptionHelp;
import io.closewait.core.config.Options;
import io.closewait.core.jdk.BootClasses;
import io.closewait.core.jdk.Handles;
import io.closewait.core.jdk.Modules;
import io.closewait.core.log.LogSink;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The core's entry: brings the hook classes into the boot loader, reads the options, starts the {@link Engine}. This class
 * links none of the hook classes itself: they must be in the boot loader before anything here does.
 */
public class Agent implements BiConsumer<@Nullable String, Instrumentation> {
    private static final String PREFIX = "closewait.";

    /** Settings of the JUnit extension, no options of the agent. */
    private static final String JUNIT_PREFIX = PREFIX + "junit.";

    private final boolean attached;

    /** Before the application's {@code main}. */
    public Agent() {
        this(false);
    }

    Agent(boolean attached) {
        this.attached = attached;
    }

    /**
     * Starts the agent. Called by the launcher, on the application's main thread or on the attach thread; whatever goes wrong is
     * thrown, checked exceptions too.
     */
    @Override
    public void accept(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            start(arguments, instrumentation);
        } catch (Exception e) {
            throw Handles.<RuntimeException>rethrow(e);
        }
    }

    private void start(@Nullable String arguments, Instrumentation instrumentation) throws Exception {
        Options options = Options.of(arguments, properties(), System.getenv("CLOSEWAIT_OPTS"));
        boolean mayRunAlready = BootClasses.isDefined("io.closewait.hooks.SocketHooks");
        if (!options.get(Options.ENABLED) && !mayRunAlready) {
            return;
        }
        if (options.get(Options.HELP)) {
            complain(options);
            LogSink.line(OptionHelp.text());
            return;
        }
        Modules.openTo(Agent.class, instrumentation);
        BootClasses.define(
                Agent.class.getClassLoader(),
                "io.closewait.hooks.SocketKind",
                "io.closewait.hooks.SocketListener",
                "io.closewait.hooks.SocketHooks");
        String alreadyRunning = Engine.reconfigureRunning(arguments);
        if (alreadyRunning != null) {
            LogSink.line("closewait: " + alreadyRunning);
            return;
        }
        if (options.get(Options.ENABLED)) {
            complain(options);
            new Engine(options, instrumentation, attached).start();
        }
    }

    private static void complain(Options options) {
        Outputs.applyFormat(options);
        for (String complaint : options.complaints()) {
            LogSink.line("closewait: " + complaint);
        }
    }

    private static Map<String, String> properties() {
        Map<String, String> values = new HashMap<>();
        Properties properties = System.getProperties();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PREFIX) && !name.startsWith(JUNIT_PREFIX)) {
                values.put(name.substring(PREFIX.length()), properties.getProperty(name));
            }
        }
        return values;
    }
}
