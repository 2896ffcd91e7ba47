/**
 * Isolated class loader. One record per open descriptor, written by application threads through the hooks, read by the
 * agent's threads. No locks between application threads, no strong reference to an application's object.
 */
@NullMarked
package io.closewait.core.registry;

import org.jspecify.annotations.NullMarked;
