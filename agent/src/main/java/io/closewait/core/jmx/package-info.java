/**
 * Isolated class loader. The MXBean: the same model as the other reports, as attributes, open types and operations. Loaded
 * once JMX is there: a JVM may lack the module {@code java.management}.
 */
@NullMarked
package io.closewait.core.jmx;

import org.jspecify.annotations.NullMarked;
