package io.closewait.it.programs;

/** Says hello and ends: with the exit code that it is given, or by an exception if it is given none. */
public final class HelloWorld {
    private HelloWorld() {}

    public static void main(String[] arguments) {
        System.out.println("hello, world");
        if (arguments.length == 0) {
            throw new IllegalStateException("as wanted");
        }
        System.exit(Integer.parseInt(arguments[0]));
    }
}
