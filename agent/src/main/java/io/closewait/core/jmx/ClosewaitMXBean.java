package io.closewait.core.jmx;

import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.TabularData;

/**
 * {@code io.closewait:type=Closewait}. Numbers are of the last second; names that end in {@code Total} only grow.
 */
public interface ClosewaitMXBean {
    String getVersion();

    /** How the FIN is seen: {@code epoll} or {@code poll}. */
    String getDetector();

    /** Open sockets that the agent saw being opened, listeners included. */
    int getOpen();

    /** Of those, in {@code CLOSE_WAIT}. */
    int getPeerClosed();

    /** Of those in {@code CLOSE_WAIT}, for at least {@code leakAfter}, and not busy. */
    int getLeaked();

    /** In {@code CLOSE_WAIT}, leaks that were excluded or are in the baseline. */
    int getKnown();

    /** In {@code CLOSE_WAIT}, while the application still sends. */
    int getHalfClosedBusy();

    /** In {@code CLOSE_WAIT}, for less than {@code leakAfter}. */
    int getWaiting();

    /** Both sides shut, the descriptor still open. */
    int getBothShut();

    /** Reset by the peer, the descriptor still open. */
    int getReset();

    /** Unix-domain sockets whose peer has hung up, the descriptor still open. */
    int getHungUp();

    /** Closed by the application, the descriptor still held by a selector. */
    int getClosedButHeld();

    /** Unreachable and never closed. */
    int getAbandoned();

    /** In {@code CLOSE_WAIT} in the backlog of a listener of this JVM. */
    int getNeverAccepted();

    /** In {@code CLOSE_WAIT}, opened before the agent came or by native code. */
    int getUnknownOrigin();

    /** In {@code CLOSE_WAIT} by the kernel's count, backlogs included; -1 if the kernel cannot be asked. */
    int getKernelCloseWait();

    /** Open descriptors of this process, -1 if not known. */
    int getDescriptors();

    /** The most descriptors that this process may have, -1 if not known. */
    long getDescriptorLimit();

    /** Origins of leaks: groups in the report. */
    int getLeakSites();

    /** Stacks known to the agent. */
    int getSites();

    /** How long ago the peer of the oldest leak left; 0 without leaks. */
    double getOldestLeakSeconds();

    long getOpenedTotal();

    long getClosedTotal();

    /** Sockets that the garbage collector had closed. */
    long getClosedByCollectorTotal();

    /** Leaks that were closed after all. */
    long getLeaksEndedTotal();

    /** Sockets and stacks that were not recorded for want of room. */
    long getDroppedTotal();

    /** Failures inside the agent's hooks; the application did not notice. */
    long getHookFailuresTotal();

    /** One row a group of leaks, most sockets first. */
    TabularData getLeaks() throws OpenDataException;

    /** How long a peer-closed socket stays open before it is a leak, such as {@code 60s}. */
    String getLeakAfter();

    /** @throws IllegalArgumentException if it is no duration; the former one stays */
    void setLeakAfter(String duration);

    /** At most one report of changes in this time, such as {@code 60s}. */
    String getInterval();

    /** @throws IllegalArgumentException if it is no duration; the former one stays */
    void setInterval(String duration);

    /** {@code error}, {@code warn}, {@code info} or {@code debug}. */
    String getLogLevel();

    /** @throws IllegalArgumentException if it is none of these; the former one stays */
    void setLogLevel(String level);

    /** One row a leaked socket, known ones left out; its {@code id} is for {@link #socketReport}. */
    TabularData leakedSockets() throws OpenDataException;

    /**
     * One row an open socket that the agent saw being opened, leaked or not, listeners apart: at this moment, by the kernel's
     * word. A socket's {@code id} is unique in this JVM's run, and greater than all that were handed out before it was opened.
     *
     * @param patterns as in the option {@code exclude}; only the sockets that one of them picks, all if it is empty
     * @throws IllegalArgumentException if a pattern is none; the message names it
     */
    TabularData openSockets(String patterns) throws OpenDataException;

    /**
     * The text report on these sockets alone, as leaks; empty if none of them is open any more.
     *
     * @param ids the sockets' ids, separated by commas
     */
    String socketReport(String ids);

    /** The text report of this moment. */
    String textReport();

    /** The JSON report of this moment. */
    String jsonReport();

    /** The HTML report of this moment: one page that needs no network. */
    String htmlReport();

    /**
     * Closes leaked sockets, to buy time until the code is mended. Needs the option {@code allowClose}; logged; what is no leak
     * at that moment stays open.
     *
     * @param ids the sockets' ids, separated by commas
     * @return how many were closed, and for each that was not, why
     */
    String closeSockets(String ids);

    /** As {@link #closeSockets}, for all leaks with this fingerprint. */
    String closeSite(String fingerprint);

    /** Has a report written to the log and to the files of the options, soon. */
    void publishReport();

    /** Takes the hooks out of the JVM, frees everything and takes this bean away, soon. An attach starts the agent anew. */
    void stop();

    /** Looks at everything afresh and returns how many sockets leak. */
    int scan();
}
