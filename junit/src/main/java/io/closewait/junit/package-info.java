/**
 * Application's class loader, in the JVM that runs the tests: the JUnit extension. Talks to the agent through its MXBean only.
 * Depends on the API of JUnit 5.10, which JUnit 6 has too, and on Byte Buddy's agent to attach; of closewait's agent on nothing
 * but the place of its jar.
 */
@NullMarked
package io.closewait.junit;

import org.jspecify.annotations.NullMarked;
