/**
 * Isolated class loader. Waits until the application uses Flight Recorder and hands it what the detector hears; needs no
 * class of it before.
 */
@NullMarked
package io.closewait.core.jfr;

import org.jspecify.annotations.NullMarked;
