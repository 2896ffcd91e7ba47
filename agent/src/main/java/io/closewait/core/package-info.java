/**
 * The core's own class loader, which no application sees. The {@code Engine} wires the packages below; they depend on
 * each other in one direction, which {@code ArchitectureTest} holds.
 */
@NullMarked
package io.closewait.core;

import org.jspecify.annotations.NullMarked;
