package io.closewait.it.programs.holders;

import io.closewait.it.programs.Waiting;

/** Leaks sockets that are held in the way that the argument names, and waits for the test. */
public final class Holders {
    private Holders() {}

    public static void main(String[] arguments) throws Exception {
        String how = arguments[0];
        if (how.startsWith("jdk-")) {
            JdkHolders.leak(how);
        } else if (how.startsWith("netty-")) {
            NettyHolders.leak(how);
        } else if (how.equals("tomcat")) {
            TomcatHolders.leak();
        } else {
            PoolHolders.leak(how);
        }
        System.out.println("ready");
        Waiting.forTheTest();
        System.exit(0);
    }
}
