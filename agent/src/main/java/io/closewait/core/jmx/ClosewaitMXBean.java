package io.closewait.core.jmx;

import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.TabularData;

/**
 * {@code io.closewait:type=Closewait}, but for its numbers, which are {@link io.closewait.core.diagnose.Metric}s. The descriptions
 * are what JMX consoles show and the tables in {@code docs/jmx.md}.
 */
public interface ClosewaitMXBean {
    @Description("The agent's version")
    String getVersion();

    @Description("How the FIN is seen: epoll or poll")
    String getDetector();

    @Description(
            "A row per group of leaks, most sockets first: rank, count, growth, verdict, lookAt, peers, direction, transport,"
                    + " oldestSeconds, unreadBytes, hint, fingerprint, group")
    TabularData getLeaks() throws OpenDataException;

    @Description("A row per origin of leaks, for exporters: fingerprint, lookAt, count")
    TabularData getLeakOrigins() throws OpenDataException;

    @Description(
            "A row per origin of open sockets, leaks or not, most sockets first, at most twenty and those that grow: lookAt,"
                    + " direction, port, count, leaked, growing, perMinute, percentOfLimit, oldestSeconds, idleSeconds, peers,"
                    + " states")
    TabularData getOpenOrigins() throws OpenDataException;

    @Description("How long a socket stays open after its peer's FIN before it is a leak, such as 60s")
    String getLeakAfter();

    /** @throws IllegalArgumentException if it is no duration; the former one stays */
    void setLeakAfter(String duration);

    @Description("At most one report of changes in this time, such as 60s")
    String getInterval();

    /** @throws IllegalArgumentException if it is no duration; the former one stays */
    void setInterval(String duration);

    @Description("What is logged: error, warn, info or debug")
    String getLogLevel();

    /** @throws IllegalArgumentException if it is none of these; the former one stays */
    void setLogLevel(String level);

    @Description("A row per leaked socket, known leaks left out; its id is for socketReport and closeSockets")
    TabularData leakedSockets() throws OpenDataException;

    /**
     * At this moment, by the kernel's word. A socket's {@code id} is unique in this JVM's run, and greater than all that were handed
     * out before it was opened.
     *
     * @throws IllegalArgumentException if a pattern is none; the message names it
     */
    @Description("A row per open socket, leaked or not, listeners left out")
    TabularData openSockets(
            @Description(
                            name = "patterns",
                            value = "As in the option exclude: sockets that one of them matches; all if empty")
                    String patterns)
            throws OpenDataException;

    /**
     * The last thousand or so. With the ids that {@link #openSockets} had given them, or would have.
     *
     * @throws IllegalArgumentException if a pattern is none; the message names it
     */
    @Description(
            "A row per socket that the garbage collector closed, the latest only; each was a leak; listeners left out")
    TabularData socketsClosedByGc(
            @Description(name = "afterId", value = "Only sockets with a greater id; all if 0") long afterId,
            @Description(
                            name = "patterns",
                            value = "As in the option exclude: sockets that one of them matches; all if empty")
                    String patterns)
            throws OpenDataException;

    /** Empty if the application has closed them. */
    @Description("The text report on these sockets alone")
    String socketReport(
            @Description(name = "ids", value = "The sockets' ids, separated by commas, such as 17,23") String ids);

    @Description("The text report of this moment")
    String textReport();

    @Description("The text report of this moment, with all open sockets by origin, leaks or not")
    String openReport();

    @Description("The JSON report of this moment")
    String jsonReport();

    @Description("The HTML report of this moment: one page that needs no network")
    String htmlReport();

    /** Logged; what is no leak at that moment stays open. */
    @Description(
            isAction = true,
            value = "Closes leaked sockets, if the option allowClose is on; returns how many, and"
                    + " for each of the others why not")
    String closeSockets(
            @Description(name = "ids", value = "The sockets' ids, separated by commas, such as 17,23") String ids);

    /** As {@link #closeSockets}. */
    @Description(
            isAction = true,
            value = "Closes all leaked sockets of one origin, if the option allowClose is on; returns"
                    + " how many, and for each of the others why not")
    String closeSite(
            @Description(name = "fingerprint", value = "The origin, as the column fingerprint of Leaks has it")
                    String fingerprint);

    @Description(
            isAction = true,
            value = "Writes a report to the log and to the files of the options, shortly after the call")
    void publishReport();

    @Description(
            isAction = true,
            value =
                    "Removes the agent's hooks, ends its threads, frees its memory and unregisters this bean, shortly after the"
                            + " call; an attach starts it again")
    void stop();

    @Description("Counts again, and returns how many sockets leak")
    int scan();
}
