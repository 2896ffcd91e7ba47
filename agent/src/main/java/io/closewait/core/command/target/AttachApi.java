package io.closewait.core.command.target;

import io.closewait.core.command.outcome.CommandFailure;
import io.closewait.core.command.outcome.ExitCode;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code com.sun.tools.attach.VirtualMachine}, by reflection: in a module of its own since JDK 9, in {@code tools.jar} before,
 * and in a JRE or a trimmed Java nowhere.
 */
public final class AttachApi {
    private final Class<?> type;

    private AttachApi(Class<?> type) {
        this.type = type;
    }

    /** The attach API of the Java that runs this command. */
    public static AttachApi find() {
        try {
            // Not the platform loader, which is our parent: the module belongs to the loader of applications.
            return new AttachApi(ClassLoader.getSystemClassLoader().loadClass("com.sun.tools.attach.VirtualMachine"));
        } catch (ClassNotFoundException jdk8OrTrimmed) {
            return inToolsJar();
        }
    }

    private static AttachApi inToolsJar() {
        File home = new File(System.getProperty("java.home"));
        try {
            for (File folder : new File[] {home.getAbsoluteFile().getParentFile(), home}) {
                File tools = new File(folder, "lib/tools.jar");
                if (tools.isFile()) {
                    URL[] jar = {tools.toURI().toURL()};
                    return new AttachApi(new URLClassLoader(jar, ClassLoader.getSystemClassLoader())
                            .loadClass("com.sun.tools.attach.VirtualMachine"));
                }
            }
        } catch (ClassNotFoundException | MalformedURLException notThere) {
            // said below
        }
        throw new CommandFailure(
                ExitCode.CANNOT_ATTACH,
                "this Java (" + home + ") has no attach API: run the command with a JDK, or with a Java that has the"
                        + " module jdk.attach; the JVM to be watched needs neither");
    }

    /** Attaches to a JVM; to be closed. Throws whatever the attach API throws, here and in what is returned. */
    public Attached attach(long pid) throws Exception {
        return new Attached(call("attach", null, Long.toString(pid)));
    }

    /** Main class or jar by pid, of the JVMs that publish their performance data; without arguments, which may be secret. */
    public Map<Long, String> programs() {
        Map<Long, String> programs = new HashMap<>();
        try {
            for (Object descriptor : (List<?>) call("list", null)) {
                String id = (String) descriptor.getClass().getMethod("id").invoke(descriptor);
                String name =
                        (String) descriptor.getClass().getMethod("displayName").invoke(descriptor);
                if (!name.trim().isEmpty()) {
                    programs.put(Long.parseLong(id), name.trim().split(" ", 2)[0]);
                }
            }
        } catch (Exception notTold) {
            // programs without a name
        }
        return programs;
    }

    private Object call(String name, @Nullable Object on, String... arguments) throws Exception {
        Class<?>[] types = new Class<?>[arguments.length];
        Arrays.fill(types, String.class);
        try {
            return type.getMethod(name, types).invoke(on, (Object[]) arguments);
        } catch (InvocationTargetException e) {
            if (e.getTargetException() instanceof Exception) {
                throw (Exception) e.getTargetException();
            }
            throw e;
        }
    }

    /** A JVM that this process is attached to. */
    public final class Attached implements AutoCloseable {
        private final Object virtualMachine;

        private Attached(Object virtualMachine) {
            this.virtualMachine = virtualMachine;
        }

        void loadAgent(String jar, String options) throws Exception {
            call("loadAgent", virtualMachine, jar, options);
        }

        /** Starts the JVM's own JMX connector, for processes of this machine, unless it runs; returns its address. */
        String startLocalManagementAgent() throws Exception {
            return (String) call("startLocalManagementAgent", virtualMachine);
        }

        @Override
        public void close() throws Exception {
            call("detach", virtualMachine);
        }
    }
}
