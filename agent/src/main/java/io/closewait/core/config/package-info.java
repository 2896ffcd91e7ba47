/**
 * Isolated class loader. The agent's options: their keys, types, defaults and one line of documentation each, and where their
 * values come from.
 */
@NullMarked
package io.closewait.core.config;

import org.jspecify.annotations.NullMarked;
