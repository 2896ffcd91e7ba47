package io.closewait.core.diagnose;

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
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Makes reports. Remembers between them how large each group was, and which leaks ended. Called by one thread at a time;
 * {@link #ended} by the detector's thread.
 */
public final class Diagnosis {
    /** Origins remembered for a baseline; an application has far fewer places that open connections. */
    private static final int MAX_SEEN = 1000;

    private final Registry registry;
    private final Sites sites;
    private final Kernel kernel;
    private final Frames frames;
    private final Judge judge;
    private final EndedLeaks ended = new EndedLeaks();
    private Map<String, Integer> sizesBefore = new HashMap<>();
    private final Map<String, SeenLeak> seen = new LinkedHashMap<>();
    private KnownLeaks known = KnownLeaks.none();
    private long lastId;

    public Diagnosis(Registry registry, Sites sites, Kernel kernel, Frames frames) {
        this.registry = registry;
        this.sites = sites;
        this.kernel = kernel;
        this.frames = frames;
        this.judge = new Judge(frames);
    }

    /** How this diagnosis tells whose code a frame is. */
    public Frames frames() {
        return frames;
    }

    /** Notes a leak that has ended, for the next report. */
    public synchronized void ended(SocketRecord record) {
        ended.add(record);
    }

    /** From the next report on, these leaks are shown apart. */
    public synchronized void accept(KnownLeaks newKnown) {
        known = newKnown;
    }

    /** Whether leaks have ended that no report has told of. */
    public synchronized boolean hasEnded() {
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
        ThreadLook threads = new ThreadLook(sites);
        Listeners listeners = new Listeners(registry, sites, kernel, census);
        Map<Integer, Site> listenerSites = listeners.openingSites();
        Grouping leaks = new Grouping(frames);
        Grouping busy = new Grouping(frames);
        registry.table().forEach(record -> {
            counts.open++;
            if (record.closedByApplicationAt() != 0) {
                counts.closedButHeld++;
            }
            if (record.isAbandoned()) {
                counts.abandoned++;
            }
            TcpRow row = census.row(record.number());
            boolean isNews = record.peerState() != PeerState.OPEN
                    || record.closedByApplicationAt() != 0
                    || row != null && row.state() == TcpState.CLOSE_WAIT;
            if (!isNews || record.isAdopted()) {
                return; // adopted ones are counted by the census, whether their FIN was seen or not
            }
            record.intern(sites);
            SocketFacts facts = SocketFacts.Builder.of(record, row, now)
                    .lastUserNow(record.isLeaked() ? threads.at(record.lastUser()) : null)
                    .listener(listenerSites)
                    .build();
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
        List<NeverAccepted> neverAccepted = listeners.neverAccepted(threads);
        for (NeverAccepted waiting : neverAccepted) {
            counts.neverAccepted += waiting.queue.peerClosed();
        }
        counts.unknownOrigin = census.unknown().size();
        counts.openedTotal = registry.openedTotal();
        counts.closedTotal = registry.closedTotal();
        counts.closedByCollectorTotal = registry.closedByCollectorTotal();
        counts.leaksEndedTotal = ended.total();
        counts.dropped = registry.dropped() + sites.dropped();
        List<LeakGroup> groups = leaks.groups(sizesBefore, known);
        remember(groups);
        List<LeakGroup> accepted = new ArrayList<>();
        for (Iterator<LeakGroup> all = groups.iterator(); all.hasNext(); ) {
            LeakGroup group = all.next();
            int closeWait = group.state() == PeerState.FIN ? group.count : 0;
            if (group.accepted.isEmpty()) {
                counts.leaked += closeWait;
                counts.oldestLeakMillis = Math.max(counts.oldestLeakMillis, group.oldest.finMillis);
            } else {
                counts.known += closeWait;
                all.remove();
                accepted.add(group);
            }
        }
        counts.leakSites = groups.size();
        Report report = new Report(
                reason,
                new Totals(counts),
                census,
                groups,
                accepted,
                busy.groups(sizesBefore, known),
                neverAccepted,
                ended.all(),
                new ArrayList<>(seen.values()),
                OpeningRate.top(sites.all()),
                detector);
        if (isFinal) {
            sizesBefore = leaks.sizes();
            ended.clear();
        }
        return report;
    }

    /** Verdicts on these sockets alone, without a census: the kernel's queues and the listeners are not known. */
    public List<Finding> findings(Collection<SocketRecord> records) {
        List<Finding> findings = new ArrayList<>();
        ThreadLook threads = new ThreadLook(sites);
        for (SocketRecord record : records) {
            SocketFacts facts = SocketFacts.Builder.of(
                            record, null, registry.clock().now())
                    .lastUserNow(threads.at(record.lastUser()))
                    .build();
            findings.add(new Finding(record, facts, judge.judge(facts)));
        }
        return findings;
    }

    /** Every open socket that a hook saw by itself, but for listeners; without a census. */
    public synchronized List<OpenSocket> openSockets() {
        ThreadLook threads = new ThreadLook(sites);
        DescriptorLook kernelNow = new DescriptorLook();
        long now = registry.clock().advance();
        List<OpenSocket> sockets = new ArrayList<>();
        forEachIdentified(record -> {
            SocketFacts.Builder facts = SocketFacts.Builder.of(record, null, now)
                    .lastUserNow(record.isLeaked() ? threads.at(record.lastUser()) : null);
            kernelNow.complete(facts, record);
            if (registry.table().holds(record)) {
                sockets.add(openSocket(record, facts));
            }
        });
        return sockets;
    }

    /** Every socket that is a leak at this moment by itself. */
    public synchronized List<OpenSocket> leakedSockets() {
        List<OpenSocket> leaks = look(SocketRecord::isLeaked);
        leaks.removeIf(socket -> !socket.isLeak());
        return leaks;
    }

    /** These open sockets in groups, as leaks, whether they are peer-closed for long enough or not. */
    public synchronized List<LeakGroup> groupsOf(Set<Long> ids) {
        Grouping leaks = new Grouping(frames);
        for (OpenSocket socket : look(record -> ids.contains(record.id()))) {
            leaks.add(socket.facts, socket.judgement);
        }
        return leaks.groups(sizesBefore, known);
    }

    /** The wanted ones as leaks, with all that the kernel knows. */
    private List<OpenSocket> look(Predicate<SocketRecord> wanted) {
        Census census = kernel.census(registry);
        Map<Integer, Site> listeners = new Listeners(registry, sites, kernel, census).openingSites();
        ThreadLook threads = new ThreadLook(sites);
        long now = registry.clock().advance();
        List<OpenSocket> sockets = new ArrayList<>();
        forEachIdentified(record -> {
            if (wanted.test(record)) {
                sockets.add(openSocket(
                        record,
                        SocketFacts.Builder.of(record, census.row(record.number()), now)
                                .leaked()
                                .lastUserNow(threads.at(record.lastUser()))
                                .listener(listeners)));
            }
        });
        return sockets;
    }

    private OpenSocket openSocket(SocketRecord record, SocketFacts.Builder builder) {
        SocketFacts facts = builder.build();
        return new OpenSocket(record, facts, judge.judge(facts), frames, known);
    }

    private void forEachIdentified(Consumer<SocketRecord> visitor) {
        registry.table().forEach(record -> {
            if (!record.isListening() && !record.isAdopted()) {
                if (record.id() == 0) {
                    record.id(++lastId);
                }
                record.intern(sites);
                visitor.accept(record);
            }
        });
    }

    private static void count(SocketFacts facts, Judgement judgement, Totals.Counts counts) {
        switch (facts.peerState) {
            case FIN:
                counts.closeWait++;
                if (judgement.verdict == Verdict.HALF_CLOSED_BUSY) {
                    counts.halfClosedBusy++;
                }
                break;
            case BOTH_SHUT:
                counts.bothShut++;
                break;
            case RESET:
                counts.reset++;
                break;
            case HUNG_UP:
                counts.hungUp++;
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
