/** The JUnit extension in runs of their own: a forked JVM with JUnit's console launcher, of the oldest and the newest version. */
@NullMarked
package io.closewait.it.junit;

import org.jspecify.annotations.NullMarked;
