/**
 * Isolated class loader. The events in a recording, and who writes them. The only package that needs the JDK's
 * {@code jdk.jfr} module, which a JVM may lack: loaded by {@code core.jfr} once the application has loaded Flight
 * Recorder. Compiled apart, against the JDK of the build: Java 8 got this API with an update.
 */
@NullMarked
package io.closewait.core.jfr.events;

import org.jspecify.annotations.NullMarked;
