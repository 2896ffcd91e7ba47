/** Who refers to whom, from the leaked sockets up to the roots. Depends on {@code heap} and {@code words}. */
@NullMarked
package io.closewait.holders.search;

import org.jspecify.annotations.NullMarked;
