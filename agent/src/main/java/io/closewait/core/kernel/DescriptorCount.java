package io.closewait.core.kernel;

/** How many file descriptors the process uses and may use. */
public interface DescriptorCount {
    /** How many are open now, -1 if that cannot be told. Costs a listing of them. */
    int descriptors();

    /** How many there may be (the soft limit when the agent started), -1 if that cannot be told. */
    long descriptorLimit();
}
