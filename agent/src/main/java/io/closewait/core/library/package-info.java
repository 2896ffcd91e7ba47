/**
 * Isolated class loader. What is known of libraries: whose classes are pools, clients, servers and event loops, and what to do
 * about their leaks. Data, one file a library beside this package.
 */
@NullMarked
package io.closewait.core.library;

import org.jspecify.annotations.NullMarked;
