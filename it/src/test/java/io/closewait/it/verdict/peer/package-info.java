/**
 * The other ends of the programs: clients that leave and servers that hang up, all of them correct. They run in the
 * programs' JVMs. Depends on the JDK and on the servers that it starts.
 */
@NullMarked
package io.closewait.it.verdict.peer;

import org.jspecify.annotations.NullMarked;
