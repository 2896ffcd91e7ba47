package io.closewait.micrometer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.NotificationListener;
import javax.management.relation.MBeanServerNotificationFilter;

/**
 * The agent's numbers as meters, by the names that the exporters' rules give them. The meters are there while the agent's MXBean
 * is: that is registered a second after JMX has been started, and taken away when the agent is stopped.
 */
public final class ClosewaitMetrics implements MeterBinder, AutoCloseable {
    private final Iterable<Tag> tags;
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @GuardedBy("this")
    private final List<BoundMeters> bound = new ArrayList<>();

    private final NotificationListener listener = (notification, handback) -> agentCameOrWent(notification.getType());

    @GuardedBy("this")
    private boolean listening;

    /** Meters without tags but their own. */
    public ClosewaitMetrics() {
        this(Collections.emptyList());
    }

    /**
     * Meters with more tags.
     *
     * @param tags what each meter has besides its own
     */
    public ClosewaitMetrics(Iterable<Tag> tags) {
        this.tags = tags;
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        listen();
        BoundMeters meters = new BoundMeters(registry, tags, new AgentBean(server));
        bound.add(meters);
        if (server.isRegistered(AgentBean.NAME)) {
            meters.register();
        }
    }

    /** Before the first question whether the bean is there, so that its coming cannot be missed in between. */
    @GuardedBy("this")
    private void listen() {
        if (listening) {
            return;
        }
        MBeanServerNotificationFilter ours = new MBeanServerNotificationFilter();
        ours.disableAllObjectNames();
        ours.enableObjectName(AgentBean.NAME);
        try {
            server.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener, ours, null);
            listening = true;
        } catch (JMException e) {
            throw new IllegalStateException("each MBean server has a delegate", e);
        }
    }

    private synchronized void agentCameOrWent(String type) {
        if (!listening) {
            return;
        }
        if (type.equals(MBeanServerNotification.REGISTRATION_NOTIFICATION)) {
            bound.forEach(BoundMeters::register);
        } else {
            bound.forEach(BoundMeters::remove);
        }
    }

    /** Takes all meters away. */
    @Override
    public synchronized void close() {
        if (listening) {
            listening = false;
            try {
                server.removeNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener);
            } catch (JMException e) {
                throw new IllegalStateException("was added, and is removed once", e);
            }
        }
        bound.forEach(BoundMeters::remove);
        bound.clear();
    }
}
