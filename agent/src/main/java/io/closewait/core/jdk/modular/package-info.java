/**
 * Isolated class loader. Plain calls of what JDK 9 and later have and Java 8's API does not: a reflective call with that many
 * parameters costs a start tens of milliseconds on JDK 18 and later, where each builds its own method handles (JEP 416).
 * Loaded by {@code core.jdk}. Compiled apart, against the JDK of the build; the byte code is Java 8's all the same.
 */
@NullMarked
package io.closewait.core.jdk.modular;

import org.jspecify.annotations.NullMarked;
