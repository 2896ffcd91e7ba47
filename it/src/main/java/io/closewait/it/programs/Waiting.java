package io.closewait.it.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** Does nothing until it is told to go on: for looking at the agent itself. Others use it to wait for the test. */
public final class Waiting {
    private static final BufferedReader IN = new BufferedReader(new InputStreamReader(System.in, UTF_8));

    private Waiting() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("waiting");
        forTheTest();
        System.out.println("done");
    }

    /** Returns when the test has written a line. */
    public static void forTheTest() throws IOException {
        if (IN.readLine() == null) {
            throw new IOException("the test is over");
        }
    }
}
