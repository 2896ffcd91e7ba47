/**
 * Isolated class loader. Waits until the application uses Flight Recorder and hands it what the detector hears; needs no
 * class of it before. Depends on {@code core.detect} and {@code core.diagnose}.
 */
@NullMarked
package io.closewait.core.jfr;

import org.jspecify.annotations.NullMarked;
