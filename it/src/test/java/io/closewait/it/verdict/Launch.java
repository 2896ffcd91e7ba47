package io.closewait.it.verdict;

import java.util.Locale;

/** How an application is put together and started. */
enum Launch {
    /** A folder of classes, as in a development environment. */
    CLASSES,
    /** A jar beside the libraries' jars. */
    JAR,
    /** One jar that the libraries are unpacked into, as Maven's shade plugin makes it. */
    FAT,
    /** A jar with the libraries' jars inside, and Spring Boot's loader. */
    SPRING_BOOT,
    /** A module, and the libraries as automatic modules. */
    MODULE;

    static Launch of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
