/**
 * Application's class loader: the agent's numbers as Micrometer's meters. Shares no class with the agent and knows it by its MXBean
 * only, so it works whether the agent was there from the start, is attached later, or never comes.
 */
@NullMarked
package io.closewait.micrometer;

import org.jspecify.annotations.NullMarked;
