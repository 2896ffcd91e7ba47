/**
 * Isolated class loader. One class a verdict, each a rule over the facts of a socket. Depends on {@code core.diagnose},
 * {@code core.code}, {@code core.library} and {@code core.registry}.
 */
@NullMarked
package io.closewait.core.diagnose.rules;

import org.jspecify.annotations.NullMarked;
