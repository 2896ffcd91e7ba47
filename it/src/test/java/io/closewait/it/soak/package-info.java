/**
 * The soak, from outside: what is there before and after millions of connections, with the agent and without. Loader: system.
 * May depend on: {@code harness}, the programs.
 */
@NullMarked
package io.closewait.it.soak;

import org.jspecify.annotations.NullMarked;
