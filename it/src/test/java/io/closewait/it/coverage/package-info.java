/** What the agent sees: every way to open a socket, on every JDK, compared with the kernel. */
package io.closewait.it.coverage;
