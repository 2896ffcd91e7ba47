/**
 * Boot class loader: what woven code calls. Depends on {@code java.lang} and {@code java.io.FileDescriptor} only, for
 * nothing else can be counted on below every application.
 */
@NullMarked
package io.closewait.hooks;

import org.jspecify.annotations.NullMarked;
