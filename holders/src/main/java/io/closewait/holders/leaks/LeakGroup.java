package io.closewait.holders.leaks;

import com.google.gson.JsonObject;
import java.util.Set;

/**
 * Sockets that leak alike.
 *
 * @param count how many; more than there are descriptors if the report names only the oldest ones
 * @param json the group in the agent's report, to be completed
 */
public record LeakGroup(
        String title, String state, String lookAt, int count, Set<Integer> descriptors, JsonObject json) {}
