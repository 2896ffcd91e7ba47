package io.closewait.it.programs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * {@code CoverageProgram COUNT CLASS.METHOD...}: opens that many sockets each way, prints {@code ready LEFT OPEN} (sockets
 * whose peer has left, open sockets) and then does as it is told on its standard input, until that ends. A command is a number
 * and a word, its answer begins with the number: {@code report} gives the agent's report of the moment, {@code step} goes on
 * to what the row does next, {@code collect} collects garbage, {@code close} closes everything.
 */
public final class CoverageProgram {
    private CoverageProgram() {}

    /** See the class. */
    public static void main(String[] arguments) {
        // Libraries leave threads behind that would keep this JVM alive.
        try {
            run(arguments);
            System.exit(0);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        Held held = new Held(Integer.parseInt(arguments[0]));
        for (int i = 1; i < arguments.length; i++) {
            open(arguments[i], held);
        }
        out.println("ready " + held.left() + " " + held.open());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            int space = command.indexOf(' ');
            out.println(command.substring(0, space) + " " + answer(command.substring(space + 1), held));
        }
    }

    /** By name: some classes need a newer JDK, others a library. */
    private static void open(String row, Held held) throws Exception {
        int dot = row.indexOf('.');
        Class.forName(CoverageProgram.class.getPackage().getName() + "." + row.substring(0, dot))
                .getMethod(row.substring(dot + 1), Held.class)
                .invoke(null, held);
    }

    private static String answer(String command, Held held) throws Exception {
        switch (command) {
            case "report":
                return report();
            case "step":
                held.step();
                return "done";
            case "collect":
                System.gc();
                return "done";
            case "close":
                held.close();
                return "done";
            default:
                throw new IOException("no such command: " + command);
        }
    }

    /** The failures of the agent's hooks, then its report on one line; nothing while the agent has not registered. */
    private static String report() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("io.closewait:type=Closewait");
        if (!server.isRegistered(name)) {
            return "";
        }
        String json = (String) server.invoke(name, "jsonReport", new Object[0], new String[0]);
        return server.getAttribute(name, "HookFailuresTotal") + " " + json.replace("\n", "");
    }
}
