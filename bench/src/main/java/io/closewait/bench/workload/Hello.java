package io.closewait.bench.workload;

/** The smallest program there is: all that its start costs more with the agent is the agent's. */
public final class Hello {
    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
