package io.closewait.bench;

/** One of the things that are measured. */
public interface Part {
    /** {@code a} to {@code g}. */
    char letter();

    void measure(Lab lab, Figures figures) throws Exception;
}
