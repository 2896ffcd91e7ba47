/**
 * Isolated class loader. One class a verdict, each a rule over the facts of a socket.
 */
@NullMarked
package io.closewait.core.diagnose.rules;

import org.jspecify.annotations.NullMarked;
