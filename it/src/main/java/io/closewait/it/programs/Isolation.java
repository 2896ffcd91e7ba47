package io.closewait.it.programs;

import org.jspecify.annotations.Nullable;

/** Looks for the agent's classes the way an application and its frameworks do, and says which of them it found. */
public final class Isolation {
    private Isolation() {}

    /** Arguments are the names of the classes that must not be found. */
    public static void main(String[] names) {
        find("application", Isolation.class.getClassLoader(), names);
        find("context", Thread.currentThread().getContextClassLoader(), names);
        find("system", ClassLoader.getSystemClassLoader(), names);
        find("boot", null, names);
        System.out.println("looked for " + names.length);
    }

    private static void find(String loaderName, @Nullable ClassLoader loader, String... names) {
        for (String name : names) {
            try {
                Class.forName(name, false, loader);
                System.out.println("found " + name + " by the " + loaderName + " loader");
            } catch (ClassNotFoundException asItShouldBe) {
                // nothing to say
            }
            String resource = name.replace('.', '/') + ".class";
            if (loader != null && loader.getResource(resource) != null) {
                System.out.println("found " + resource + " by the " + loaderName + " loader");
            }
        }
    }
}
