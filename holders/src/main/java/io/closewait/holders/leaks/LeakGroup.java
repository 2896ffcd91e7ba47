package io.closewait.holders.leaks;

import com.google.gson.JsonObject;
import java.util.Set;

/**
 * Sockets that leak alike.
 *
 * @param count how many; more than there are descriptors if the report names only the oldest ones
 * @param others why the others have no descriptor here
 * @param json the group in the agent's report, to be completed
 */
public record LeakGroup(
        String title, String lookAt, int count, Set<Integer> descriptors, String others, JsonObject json) {}
