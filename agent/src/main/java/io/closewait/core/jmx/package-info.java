/**
 * Isolated class loader. The MXBean: the same model as the other reports, as attributes, open types and operations. Depends on
 * {@code core.diagnose} and the JDK's {@code java.management} module, which a JVM may lack.
 */
@NullMarked
package io.closewait.core.jmx;

import org.jspecify.annotations.NullMarked;
