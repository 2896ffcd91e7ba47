/**
 * The command: forks the measured JVMs in pairs, one with the agent and one without, lets them take turns, and holds what
 * comes out against the budgets.
 */
@NullMarked
package io.closewait.bench;

import org.jspecify.annotations.NullMarked;
