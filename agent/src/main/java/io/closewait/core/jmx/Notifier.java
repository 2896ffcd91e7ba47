package io.closewait.core.jmx;

import io.closewait.core.diagnose.LeakGroup;
import io.closewait.core.diagnose.Metric;
import io.closewait.core.diagnose.Report;
import io.closewait.core.registry.AgentThread;
import java.util.HashSet;
import java.util.Set;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;

/**
 * Tells JMX clients what a report has that none had before. A listener may be slow: it is called on a thread of its own, never on
 * the reporter's.
 */
final class Notifier extends NotificationBroadcasterSupport {
    /** A place in the code leaks that has not leaked before; the user data is its row of the table of leaks. */
    static final String LEAK = "io.closewait.leak";
    /** As many sockets leak as the option {@code threshold} says; the user data is their number. */
    static final String THRESHOLD = "io.closewait.threshold";
    /** The process runs out of file descriptors; the user data is how many are open. */
    static final String DESCRIPTORS = "io.closewait.descriptors";

    /** Places that are remembered; one that leaks again after so many others is notified again. */
    private static final int MAX_PLACES = 10_000;

    private final String source;
    private final Set<String> places = new HashSet<>();
    private long sequence;

    Notifier(String source) {
        super(
                task -> new AgentThread(task, "closewait-notifier").start(),
                new MBeanNotificationInfo(
                        new String[] {LEAK, THRESHOLD, DESCRIPTORS},
                        Notification.class.getName(),
                        "leaks at a new place, too many leaks, too few file descriptors"));
        this.source = source;
    }

    /** Called by the reporter's thread. */
    void published(Report report) {
        if (places.size() > MAX_PLACES) {
            places.clear();
        }
        int rank = 1;
        for (LeakGroup group : report.leaks) {
            if (places.add(group.fingerprint)) {
                String where = group.lookAt() == null ? "" : " at " + group.lookAt();
                String message = group.count
                        + (group.count == 1 ? " socket " : " sockets ")
                        + group.verdict().label()
                        + where;
                send(LEAK, report, message, LeakTable.row(rank, group));
            }
            rank++;
        }
        if (report.reason == Report.Reason.THRESHOLD) {
            int leaked = report.totals.count(Metric.LEAKED);
            send(THRESHOLD, report, leaked + (leaked == 1 ? " socket leaks" : " sockets leak"), leaked);
        } else if (report.reason == Report.Reason.DESCRIPTORS) {
            int open = report.kernel.descriptorCount();
            String message = open + " of " + report.kernel.descriptorLimit() + " file descriptors are in use";
            send(DESCRIPTORS, report, message, open);
        }
    }

    private void send(String type, Report report, String message, Object data) {
        Notification notification = new Notification(type, source, ++sequence, report.atMillis, message);
        notification.setUserData(data);
        sendNotification(notification);
    }
}
