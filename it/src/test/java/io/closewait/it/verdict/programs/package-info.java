/**
 * Small applications, each a process of its own. Each leaks in one known way, or not at all; the line that a developer has to
 * look at carries the comment {@code look here}. They know nothing of closewait. Depends on {@code verdict.peer} only.
 */
@NullMarked
package io.closewait.it.verdict.programs;

import org.jspecify.annotations.NullMarked;
