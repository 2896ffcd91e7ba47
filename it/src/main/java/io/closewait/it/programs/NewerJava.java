package io.closewait.it.programs;

import java.io.IOException;

/** Claims to run on the Java of its argument, then waits to be attached to. */
public final class NewerJava {
    private NewerJava() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.specification.version", arguments[0]);
        Waiting.main(arguments);
    }
}
