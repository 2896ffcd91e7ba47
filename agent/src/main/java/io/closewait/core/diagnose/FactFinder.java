package io.closewait.core.diagnose;

import static java.util.Objects.requireNonNull;

import io.closewait.core.code.Frames;
import io.closewait.core.jdk.Registrations;
import io.closewait.core.kernel.TcpRow;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.SelectorThreads.SelectorThread;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import io.closewait.core.registry.ThreadRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the facts of sockets for one report. What costs more than a few reads of fields is gathered of leaks only, and what can
 * be shared by them once. Lives as long as that report; for one thread.
 *
 * <p>
 * Long because it is the one place that knows which facts a socket needs, and what makes each.
 */
final class FactFinder {
    /** Connections whose handler is looked for in the heap; the others of a listener are told the one that was found. */
    private static final int MOST_HANDLERS = 500;

    private final Registry registry;
    private final Frames frames;
    private final Map<Integer, Site> listeners;
    private final long now;
    private final ThreadSnapshots threads;
    private final StillAtIt stillAtIt;
    private final HandlerFinder handlers;
    private final ConnectionThreads connectionThreads;
    private final Upgrades upgrades;
    private final Map<Integer, List<ThreadNow>> busyWorkers = new HashMap<>();
    private final Map<Integer, Handler> handlersFound = new HashMap<>();
    private int handlersSought;
    private @Nullable OtherSockets others;
    private @Nullable PooledLeaks pooled;
    private @Nullable HandedOver handedOver;
    private @Nullable KeptResponses kept;

    /** @param listeners where listeners were opened, by their port */
    FactFinder(Registry registry, Sites sites, Frames frames, Map<Integer, Site> listeners, long now) {
        this.registry = registry;
        this.frames = frames;
        this.listeners = listeners;
        this.now = now;
        this.threads = new ThreadSnapshots(sites);
        this.stillAtIt = new StillAtIt(frames);
        this.handlers = new HandlerFinder(frames);
        this.connectionThreads = new ConnectionThreads(registry, frames);
        this.upgrades = new Upgrades(frames);
    }

    ThreadSnapshots threads() {
        return threads;
    }

    /** What the record and the kernel say. */
    SocketFacts.Builder plain(SocketRecord record, @Nullable TcpRow row) {
        SocketFacts.Builder facts = SocketFacts.Builder.of(record, row, now);
        if (facts.accepted) {
            facts.stack(Moment.LISTENER_OPENED, listeners.get(facts.localPort));
        }
        return facts;
    }

    /** The same and what threads, selectors, other sockets and the heap say: of a leak. */
    SocketFacts.Builder full(SocketRecord record, @Nullable TcpRow row) {
        SocketFacts.Builder facts = plain(record, row);
        Registrations registrations = Registrations.of(record.get());
        facts.interest = registrations.interest();
        facts.loop = loop(registrations);
        facts.lastUserNow = threads.of(record.lastUser());
        facts.isLastUsersLatest = others().isLatestOfItsThread(record);
        facts.isLastUsersOwn = connectionThreads.isOfItsLastUser(facts, record);
        facts.ownThread = ownThread(facts, record);
        facts.siblingMillis = facts.isLastUsersOwn ? -1 : millisSince(others().siblingOpenedAt(record));
        facts.isOneOfSeveralOfThread = others().isOneOfSeveralOfItsThread(record);
        facts.isOnlyOneOfThread = others().isOnlyOneOfItsThread(record);
        facts.isOfLosingOrigin = !facts.isLastUsersOwn && others().isOfLosingOrigin(record);
        StackTraits traits = new StackTraits(facts.stacks, frames);
        facts.isBodyStreamed = traits.isBodyStreamed();
        facts.isReadOnDemand = traits.isReadOnDemand();
        facts.isTls = traits.isTls();
        boolean isAnswered = facts.lastReadMillis >= 0
                && facts.lastReadMillis <= facts.lastWriteMillis
                && facts.unread <= SocketFacts.MOST_OF_A_FAREWELL;
        if (!facts.accepted && facts.uses > 0 && (traits.isPooled() || isAnswered)) {
            facts.poolState = pooled().state(record, isAnswered);
            facts.isPoolOfOne = pooled().isPoolOfOne(record);
        }
        if (!registrations.attachments().isEmpty()) {
            facts.attachment = registrations.attachments().get(0).getClass().getName();
        }
        facts.upgradedTo = facts.accepted ? upgrades.of(registrations.attachments(), facts.stacks) : "";
        if (facts.accepted) {
            if (facts.uses == 0) {
                List<ThreadNow> busy = busyWorkers.computeIfAbsent(facts.localPort, this::busyWorkers);
                facts.busyWorkers = busy.size();
                facts.busyWorker = busy.isEmpty() ? null : busy.get(0);
            }
        }
        Handler handler = handler(facts, record, registrations.attachments());
        if (handler != null) {
            facts.handler = handler.line;
            facts.handlerHeldBy = handler.heldBy;
        }
        facts.handedTo = handedTo(facts, record);
        ThreadNow now = nowOf(facts);
        if (now != null) {
            facts.stack(Moment.NOW, now.site);
        }
        return facts;
    }

    private long millisSince(long time) {
        return time == 0 ? -1 : Math.max(0, (now - time) / 1_000_000);
    }

    private @Nullable ThreadNow handedTo(SocketFacts.Builder facts, SocketRecord record) {
        if (HandedOver.isAnswerPossible(facts)) {
            return handedOver().completing();
        }
        return HandedOver.isPossible(facts, record) ? handedOver().worker(facts) : null;
    }

    /** Only where something waits to be read, or nobody has begun: a client may have a thread that writes, too. */
    private @Nullable ThreadNow ownThread(SocketFacts.Builder facts, SocketRecord record) {
        if (facts.accepted || facts.isLastUsersOwn || facts.loop != null || (facts.unread <= 0 && facts.uses > 0)) {
            return null;
        }
        for (Thread thread : connectionThreads.of(record)) {
            ThreadNow now = threads.of(thread);
            if (now != null && now.isAway() && frames.application(now.site) != null) {
                return now;
            }
        }
        return null;
    }

    private static @Nullable ThreadNow nowOf(SocketFacts.Builder facts) {
        if (facts.busyWorker != null) {
            return facts.busyWorker;
        }
        if (facts.handedTo != null) {
            return facts.handedTo;
        }
        if (facts.ownThread != null) {
            return facts.ownThread;
        }
        boolean isLoopAway = facts.loop != null && !facts.loop.isSelecting();
        return facts.loop != null && (isLoopAway || facts.lastUserNow == null) ? facts.loop.thread : facts.lastUserNow;
    }

    private OtherSockets others() {
        OtherSockets made = others;
        if (made == null) {
            made = new OtherSockets(registry, frames);
            others = made;
        }
        return made;
    }

    private PooledLeaks pooled() {
        PooledLeaks made = pooled;
        if (made == null) {
            made = new PooledLeaks(registry, frames);
            pooled = made;
        }
        return made;
    }

    private KeptResponses kept() {
        KeptResponses made = kept;
        if (made == null) {
            made = KeptResponses.ofLeaks(registry, frames);
            kept = made;
        }
        return made;
    }

    private @Nullable SelectorLoop loop(Registrations registrations) {
        for (Object selector : registrations.selectors()) {
            SelectorThread runner = registry.selectorThreads().of(selector);
            ThreadNow thread = runner == null ? null : threads.of(runner.thread());
            if (runner != null && thread != null) {
                return new SelectorLoop(thread, Math.max(0, (now - runner.selectedAt()) / 1_000_000));
            }
        }
        return null;
    }

    /** Threads that used connections of this port last and have not come back, whether their peers have left or not. */
    private List<ThreadNow> busyWorkers(int port) {
        List<ThreadNow> busy = new ArrayList<>();
        Set<ThreadRef> asked = Collections.newSetFromMap(new IdentityHashMap<>());
        for (SocketRecord record : others().servedOn(port)) {
            ThreadRef user = record.lastUser();
            ThreadNow thread = user == null || !asked.add(user) ? null : threads.of(user);
            if (thread != null
                    && !thread.isWaitingForWork()
                    && others().isLatestOfItsThread(record)
                    && stillAtIt.is(record::site, thread)) {
                busy.add(thread);
            }
        }
        return busy;
    }

    private HandedOver handedOver() {
        HandedOver made = handedOver;
        if (made == null) {
            made = new HandedOver(frames, others(), threads);
            handedOver = made;
        }
        return made;
    }

    /** Only where no stack of a use has the application's frame: a way through the heap is long. */
    private @Nullable Handler handler(SocketFacts.Builder facts, SocketRecord record, List<Object> attachments) {
        for (Map.Entry<Moment, Site> stack : facts.stacks.entrySet()) {
            if (stack.getKey().isUse() && frames.application(stack.getValue()) != null) {
                return null;
            }
        }
        if (handlersSought++ >= MOST_HANDLERS) {
            return handlersFound.get(facts.localPort);
        }
        Handler found = handlers.near(attachments);
        if (found == null && attachments.isEmpty() && facts.accepted) {
            found = through(record.openedBy(), record);
        }
        if (found == null
                && facts.isLastUsersOwn
                && requireNonNull(facts.lastUserNow).isAway()) {
            found = through(record.lastUser(), record);
        }
        if (found == null && facts.accepted) {
            found = handlers.along(kept().way(record.get()), kept().keeper(record.get()));
        }
        if (found != null) {
            handlersFound.put(facts.localPort, found);
        }
        return found;
    }

    /** By what a thread runs: the one that accepted the connection, or was made for it. */
    private @Nullable Handler through(@Nullable ThreadRef ref, SocketRecord record) {
        Thread thread = ref == null ? null : ref.get();
        Object owner = record.get();
        return thread == null || owner == null ? null : handlers.through(thread, owner);
    }
}
