package io.closewait.holders.leaks;

/**
 * A row of the agent's table of leaked sockets.
 *
 * @param id the agent's: a descriptor's number goes to another socket, an id does not
 */
public record LeakedSocket(long id, int descriptor, String verdict, String state, String fingerprint) {}
