/**
 * Programs that the integration tests start under the agent, on every JDK: applications that keep sockets whose peer has
 * left. Loader: system, in a JVM of its own. May depend on: the JDK 8 API; {@code NettyRows} on Netty, 4.1 and 4.2 alike;
 * knows nothing of the agent but the name of its MXBean.
 */
@NullMarked
package io.closewait.it.programs;

import org.jspecify.annotations.NullMarked;
