package io.closewait.core.jdk;

import java.nio.channels.SelectionKey;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The selectors that a channel is registered with. Read by the agent's threads from fields of the JDK's own classes; racy: the
 * application may change them at the same moment.
 */
public final class Registrations {
    private static final JdkField KEYS = new JdkField("java.nio.channels.spi.AbstractSelectableChannel", "keys");
    private static final JdkField INTEREST = new JdkField("sun.nio.ch.SelectionKeyImpl", "interestOps");
    private static final JdkField SELECTOR = new JdkField("sun.nio.ch.SelectionKeyImpl", "selector");

    /** What is known of an owner that is no channel, or registered with no selector. */
    private static final Registrations NONE = new Registrations(-1);

    private final List<Object> selectors = new ArrayList<>(1);
    private final List<Object> attachments = new ArrayList<>(1);
    private int interest;

    private Registrations(int interest) {
        this.interest = interest;
    }

    /** @param owner an owner of a descriptor; null if it is gone */
    public static Registrations of(@Nullable Object owner) {
        Object keys = owner instanceof AbstractSelectableChannel ? KEYS.of(owner) : null;
        if (!(keys instanceof SelectionKey[])) {
            return NONE;
        }
        Registrations found = new Registrations(-1);
        for (SelectionKey key : (SelectionKey[]) keys) {
            found.add(key);
        }
        return found;
    }

    private void add(@Nullable SelectionKey key) {
        Object ops = key == null ? null : INTEREST.of(key);
        if (key == null || !(ops instanceof Integer)) {
            return;
        }
        interest = Math.max(interest, 0) | (Integer) ops;
        Object selector = SELECTOR.of(key);
        if (selector != null) {
            selectors.add(selector);
        }
        Object attachment = key.attachment(); // final, a read of a field
        if (attachment != null) {
            attachments.add(attachment);
        }
    }

    /** The union of the interest sets ({@code SelectionKey.OP_…}), -1 if there is no registration. */
    public int interest() {
        return interest;
    }

    public List<Object> selectors() {
        return selectors;
    }

    /** What the application or its library has attached to the keys: the way to the code above the channel. */
    public List<Object> attachments() {
        return attachments;
    }
}
