/** The agent's report: which sockets leak, and by which descriptors they are known. Depends on the JDK and Gson. */
@NullMarked
package io.closewait.holders.leaks;

import org.jspecify.annotations.NullMarked;
