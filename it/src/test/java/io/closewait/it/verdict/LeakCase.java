package io.closewait.it.verdict;

import java.util.List;

/**
 * A program with one leak, and what the report has to say of it.
 *
 * @param count how many sockets leak
 * @param evidence what the evidence has to hold, among other things
 * @param collected whether the leak shows only after a collection
 * @param inCloseWait how many of the sockets the kernel has in that state
 */
record LeakCase(
        String name,
        String verdict,
        int count,
        Class<?> program,
        int fromJdk,
        List<String> arguments,
        String evidence,
        boolean collected,
        int inCloseWait) {

    static LeakCase of(String name, String verdict, int count, Class<?> program) {
        return new LeakCase(name, verdict, count, program, 17, List.of(), "", false, count);
    }

    LeakCase from(int jdk, String... withArguments) {
        return new LeakCase(
                name, verdict, count, program, jdk, List.of(withArguments), evidence, collected, inCloseWait);
    }

    LeakCase evidence(String fragment) {
        return new LeakCase(name, verdict, count, program, fromJdk, arguments, fragment, collected, inCloseWait);
    }

    LeakCase afterCollection() {
        return new LeakCase(name, verdict, count, program, fromJdk, arguments, evidence, true, inCloseWait);
    }

    /** The JDK shuts a channel down when it is closed: what stays is a descriptor, not a connection. */
    LeakCase withoutConnection() {
        return new LeakCase(name, verdict, count, program, fromJdk, arguments, evidence, collected, 0);
    }

    @Override
    public String toString() {
        return name;
    }
}
