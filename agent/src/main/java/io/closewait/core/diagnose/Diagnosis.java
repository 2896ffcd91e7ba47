package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.kernel.Census;
import io.closewait.core.kernel.Kernel;
import io.closewait.core.kernel.TcpRow;
import io.closewait.core.kernel.TcpState;
import io.closewait.core.registry.PeerState;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes reports. Remembers between them how large each group was, and which leaks ended. Thread-safe: one report is made at a
 * time, and the detector's thread, which calls {@link #ended}, waits for none.
 * <p>
 * Long because whatever reads the records one by one is here: under one lock, which no other class knows.
 */
public final class Diagnosis {
    /** Origins remembered for a baseline; an application has far fewer places that open connections. */
    private static final int MAX_SEEN = 1000;

    private final Registry registry;
    private final Sites sites;
    private final Kernel kernel;
    private final Frames frames;
    private final OpenHistory openHistory;
    private final Judge judge;
    private final EndedLeaks ended = new EndedLeaks();
    private Map<String, Integer> sizesBefore = new HashMap<>();
    private boolean hasFinal;
    private final Map<String, SeenLeak> seen = new LinkedHashMap<>();
    private KnownLeaks known = KnownLeaks.none();
    private long lastId;

    /** @param openHistory what is sampled between reports, in milliseconds of the registry's clock */
    public Diagnosis(Registry registry, Sites sites, Kernel kernel, Frames frames, OpenHistory openHistory) {
        this.registry = registry;
        this.sites = sites;
        this.kernel = kernel;
        this.frames = frames;
        this.openHistory = openHistory;
        this.judge = new Judge(frames);
    }

    /** How this diagnosis tells whose code a frame is. */
    public Frames frames() {
        return frames;
    }

    /** Notes a leak that has ended, for the next report. Waits for no report that is being made. */
    public void ended(SocketRecord record) {
        ended.add(record);
    }

    /** From the next report on, these leaks are shown apart. */
    public synchronized void accept(KnownLeaks newKnown) {
        known = newKnown;
    }

    /** Whether leaks have ended that no report has told of. */
    public boolean hasEnded() {
        return !ended.isEmpty();
    }

    /**
     * A report of this moment.
     *
     * @param isFinal whether the next report's growth and ended leaks count from this one on
     */
    public synchronized Report report(Report.Reason reason, String detector, boolean isFinal) {
        Census census = kernel.census(registry);
        long now = registry.clock().advance();
        Totals.Counts counts = new Totals.Counts();
        Listeners listeners = new Listeners(registry, sites, kernel, census, frames);
        FactFinder finder = new FactFinder(registry, sites, frames, listeners.openingSites(), now);
        Grouping leaks = new Grouping(frames);
        Grouping busy = new Grouping(frames);
        UnknownGroup.Groups unknown = new UnknownGroup.Groups();
        registry.table().forEach(record -> {
            counts.add(Metric.OPEN);
            if (record.closedByApplicationAt() != 0) {
                counts.add(Metric.CLOSED_BUT_HELD);
            }
            if (record.isAbandoned()) {
                counts.add(Metric.ABANDONED);
            }
            TcpRow row = census.row(record.number());
            boolean isNews = record.peerState() != PeerState.OPEN
                    || record.closedByApplicationAt() != 0
                    || (row != null && row.state() == TcpState.CLOSE_WAIT);
            if (record.isAdopted()) {
                adopted(record, row, finder, unknown);
                return; // they are counted by the census, whether their FIN was seen or not
            }
            if (!isNews) {
                return;
            }
            record.intern(sites);
            SocketFacts facts = (record.isLeaked() ? finder.full(record, row) : finder.plain(record, row)).build();
            if (facts.peerState == PeerState.OPEN && facts.closedByApplicationMillis < 0) {
                return;
            }
            Judgement judgement = judge.judge(facts);
            count(facts, judgement, counts);
            if (judgement.verdict == Verdict.HALF_CLOSED_BUSY) {
                busy.add(facts, judgement);
            } else if (facts.leaked) {
                leaks.add(facts, judgement);
            }
        });
        List<NeverAccepted> neverAccepted = listeners.neverAccepted(finder.threads());
        for (NeverAccepted waiting : neverAccepted) {
            counts.add(Metric.NEVER_ACCEPTED, waiting.queue.peerClosed());
        }
        OpenOrigins open = new OpenOrigins.Counting(sites, frames, census, listeners.openingSites(), now)
                .count(registry, openHistory);
        counts.set(Metric.GROWING, open.growing.size());
        counts.set(Metric.LARGEST_ORIGIN, open.all.isEmpty() ? 0 : open.all.get(0).count);
        counts.set(Metric.UNKNOWN_ORIGIN, census.unknown().size());
        counts.set(Metric.KERNEL_CLOSE_WAIT, census.isAvailable() ? census.closeWait() : -1);
        counts.set(Metric.FIN_WAIT2, census.inState(TcpState.FIN_WAIT2));
        counts.set(Metric.CLOSING, census.inState(TcpState.CLOSING));
        counts.set(Metric.LAST_ACK, census.inState(TcpState.LAST_ACK));
        counts.set(Metric.TIME_WAIT, census.inState(TcpState.TIME_WAIT));
        counts.set(Metric.PORTS_IN_USE, census.isAvailable() ? census.ports().mostInUse() : -1);
        counts.set(Metric.PORT_RANGE, census.ports().settings.range());
        counts.set(Metric.DESCRIPTORS, census.isAvailable() ? census.descriptorCount() : -1);
        counts.set(Metric.DESCRIPTOR_LIMIT, census.descriptorLimit());
        counts.set(Metric.STACKS, sites.size());
        counts.set(Metric.OPENED, registry.openedTotal());
        counts.set(Metric.CLOSED, registry.closedTotal());
        counts.set(Metric.CLOSED_BY_GC, registry.closedByCollectorTotal());
        counts.set(Metric.LEAKS_ENDED, ended.total());
        counts.set(Metric.DROPPED, registry.dropped() + sites.dropped());
        counts.set(Metric.HOOK_FAILURES, registry.hookFailures().count());
        counts.set(Metric.CLOSES_MISSED, registry.closesMissed());
        List<LeakGroup> groups = leaks.groups(sizesBefore, known);
        remember(groups);
        List<LeakGroup> accepted = new ArrayList<>();
        for (Iterator<LeakGroup> all = groups.iterator(); all.hasNext(); ) {
            LeakGroup group = all.next();
            int closeWait = group.state() == PeerState.FIN ? group.count : 0;
            if (group.accepted.isEmpty()) {
                counts.add(Metric.LEAKED, closeWait);
                counts.max(Metric.OLDEST_LEAK, group.oldest.finMillis);
            } else {
                counts.add(Metric.KNOWN, closeWait);
                all.remove();
                accepted.add(group);
            }
        }
        counts.set(Metric.LEAK_SITES, groups.size());
        Report report = new Report(
                reason,
                !hasFinal,
                counts.totals(),
                census,
                groups,
                accepted,
                busy.groups(sizesBefore, known),
                neverAccepted,
                isFinal ? ended.take() : ended.all(),
                new ArrayList<>(seen.values()),
                OpeningRate.top(sites.all()),
                open,
                PortUser.top(registry.closedFirst(), census.ports(), census.isAvailable()),
                unknown.all(),
                detector);
        if (isFinal) {
            sizesBefore = leaks.sizes();
            hasFinal = true;
        }
        frames.reported();
        return report;
    }

    /** A socket that no hook saw being opened: what used it since is all that is known of it. */
    private void adopted(SocketRecord record, @Nullable TcpRow row, FactFinder finder, UnknownGroup.Groups unknown) {
        if (row == null || row.state() == TcpState.LISTEN) {
            return;
        }
        record.intern(sites);
        boolean isTelling = row.state() == TcpState.CLOSE_WAIT && record.uses() > 0;
        SocketFacts facts = (isTelling ? finder.full(record, row) : finder.plain(record, row)).build();
        unknown.add(row.state(), facts, judge.judge(facts));
    }

    /** Every open socket that a hook saw by itself, but for listeners; without a census. */
    public synchronized List<OpenSocket> openSockets() {
        DescriptorLook kernelNow = new DescriptorLook();
        FactFinder finder = new FactFinder(
                registry,
                sites,
                frames,
                Collections.emptyMap(),
                registry.clock().advance());
        List<OpenSocket> sockets = new ArrayList<>();
        forEachIdentified(record -> {
            SocketFacts.Builder facts = record.isLeaked() ? finder.full(record, null) : finder.plain(record, null);
            kernelNow.complete(facts, record);
            if (registry.table().holds(record)) {
                sockets.add(openSocket(record, facts));
            }
        });
        frames.reported();
        return sockets;
    }

    /** The last sockets that the garbage collector had closed, as leaks, with ids greater than this one; no listeners. */
    public synchronized List<OpenSocket> closedByGc(long afterId) {
        FactFinder finder = new FactFinder(
                registry,
                sites,
                frames,
                Collections.emptyMap(),
                registry.clock().advance());
        List<OpenSocket> sockets = new ArrayList<>();
        registry.closedByGc().forEach(record -> {
            if (!record.isListening()) {
                identify(record);
                if (record.id() > afterId) {
                    sockets.add(openSocket(record, finder.plain(record, null).leaked()));
                }
            }
        });
        frames.reported();
        return sockets;
    }

    /** Every socket that is a leak at this moment by itself. */
    public synchronized List<OpenSocket> leakedSockets() {
        List<OpenSocket> leaks = judged(SocketRecord::isLeaked);
        leaks.removeIf(socket -> !socket.isLeak());
        return leaks;
    }

    /** These open sockets, as leaks, whether they are peer-closed for long enough or not. */
    public synchronized List<OpenSocket> judged(Collection<SocketRecord> records) {
        Set<SocketRecord> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        wanted.addAll(records);
        return wanted.isEmpty() ? Collections.emptyList() : judged(wanted::contains);
    }

    /** The sockets with these ids in groups, as leaks: open ones, and those that the garbage collector had closed. */
    public synchronized List<LeakGroup> groupsOf(Set<Long> ids) {
        Grouping leaks = new Grouping(frames);
        Set<Long> wanted = new HashSet<>(ids);
        for (OpenSocket socket : judged(record -> wanted.contains(record.id()))) {
            leaks.add(socket.facts, socket.judgement);
            wanted.remove(socket.id);
        }
        for (OpenSocket socket : wanted.isEmpty() ? Collections.<OpenSocket>emptyList() : closedByGc(0)) {
            if (wanted.contains(socket.id)) {
                leaks.add(socket.facts, socket.judgement);
            }
        }
        return leaks.groups(sizesBefore, known);
    }

    /** The wanted ones as leaks, with all that the kernel knows. */
    private List<OpenSocket> judged(Predicate<SocketRecord> wanted) {
        Census census = kernel.census(registry);
        Map<Integer, Site> listeners = new Listeners(registry, sites, kernel, census, frames).openingSites();
        FactFinder finder = new FactFinder(
                registry, sites, frames, listeners, registry.clock().advance());
        List<OpenSocket> sockets = new ArrayList<>();
        forEachIdentified(record -> {
            if (wanted.test(record)) {
                sockets.add(openSocket(
                        record, finder.full(record, census.row(record.number())).leaked()));
            }
        });
        frames.reported();
        return sockets;
    }

    private OpenSocket openSocket(SocketRecord record, SocketFacts.Builder builder) {
        SocketFacts facts = builder.build();
        return new OpenSocket(record, facts, judge.judge(facts), frames, known);
    }

    private void forEachIdentified(Consumer<SocketRecord> visitor) {
        registry.table().forEach(record -> {
            if (!record.isListening() && !record.isAdopted()) {
                identify(record);
                visitor.accept(record);
            }
        });
        // After the table: who is not in it any more is here. Its id is as old as those of the open ones.
        registry.closedByGc().forEach(this::identify);
    }

    private void identify(SocketRecord record) {
        if (record.id() == 0) {
            record.id(++lastId);
        }
        record.intern(sites);
    }

    private static void count(SocketFacts facts, Judgement judgement, Totals.Counts counts) {
        switch (facts.peerState) {
            case FIN:
                counts.add(Metric.CLOSE_WAIT);
                if (judgement.verdict == Verdict.HALF_CLOSED_BUSY) {
                    counts.add(Metric.HALF_CLOSED_BUSY);
                }
                break;
            case BOTH_SHUT:
                counts.add(Metric.BOTH_SHUT);
                break;
            case RESET:
                counts.add(Metric.RESET);
                break;
            case HUNG_UP:
                counts.add(Metric.HUNG_UP);
                break;
            case OPEN:
                break;
        }
    }

    private void remember(List<LeakGroup> groups) {
        for (LeakGroup group : groups) {
            SeenLeak before = seen.get(group.fingerprint);
            if (before != null || seen.size() < MAX_SEEN) {
                seen.put(group.fingerprint, new SeenLeak(group, before == null ? 0 : before.most));
            }
        }
    }
}
