/**
 * An application that leaks sockets on purpose, for trying tools that look for {@code CLOSE_WAIT}. This package is
 * the stage: the command line, one class a scenario, and what the kernel says about this process. The code to blame is
 * not here but in {@link io.closewait.demo.shop}. Nothing here knows of any tool that may be watching.
 */
@NullMarked
package io.closewait.demo;

import org.jspecify.annotations.NullMarked;
