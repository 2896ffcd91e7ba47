/**
 * A small online shop, written the way real leaks are written: each class does an ordinary job and has one mistake. A
 * report about a scenario is right when it names the class and line in this package. All servers are on the loopback
 * interface.
 */
@NullMarked
package io.closewait.demo.shop;

import org.jspecify.annotations.NullMarked;
