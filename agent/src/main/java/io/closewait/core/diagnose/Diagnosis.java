package io.closewait.core.diagnose;

import static java.util.Objects.requireNonNull;

import io.closewait.core.kernel.BacklogQueue;
import io.closewait.core.kernel.Census;
import io.closewait.core.kernel.Kernel;
import io.closewait.core.kernel.TcpRow;
import io.closewait.core.kernel.TcpState;
import io.closewait.core.registry.CoarseClock;
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
import org.jspecify.annotations.Nullable;

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
    private final Map<String, EndedLeak> ended = new LinkedHashMap<>();
    private Map<String, Integer> sizesBefore = new HashMap<>();
    private final Map<String, SeenLeak> seen = new LinkedHashMap<>();
    private KnownLeaks known = KnownLeaks.none();
    private long endedTotal;
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
        endedTotal++;
        Site opening = record.openingSite();
        Site closed = record.evidence() == null || record.wasClosedByCollector()
                ? null
                : record.evidence().closedSite();
        String peer = record.endpoints() == null ? "" : record.endpoints().peer();
        long since = record.finAt() != 0 ? record.finAt() : record.closedByApplicationAt();
        long millis = (record.closedAt() - since) / 1_000_000;
        String key = id(opening) + "/" + id(closed) + "/" + record.wasClosedByCollector();
        EndedLeak before = ended.get(key);
        ended.put(
                key,
                (before == null ? new EndedLeak(opening, closed, record.wasClosedByCollector(), 0, 0, peer) : before)
                        .plus(millis));
    }

    /** From the next report on, these leaks are shown apart. */
    public synchronized void accept(KnownLeaks newKnown) {
        known = newKnown;
    }

    /** Whether leaks have ended that no report has told of. */
    public synchronized boolean hasEnded() {
        return !ended.isEmpty();
    }

    private static int id(@Nullable Site site) {
        return site == null ? 0 : site.id();
    }

    /**
     * A report of this moment.
     *
     * @param isFinal whether the next report's growth and ended leaks count from this one on
     */
    public synchronized Report report(Report.Reason reason, String detector, boolean isFinal) {
        Census census = kernel.census(registry);
        long now = CoarseClock.advance();
        Totals.Counts counts = new Totals.Counts();
        ThreadLook threads = new ThreadLook(sites);
        Map<Integer, Site> listeners = listeners(census);
        Map<String, List<SocketFacts>> leaks = new LinkedHashMap<>();
        Map<String, List<SocketFacts>> busy = new LinkedHashMap<>();
        Map<String, Judgement> judgements = new HashMap<>();
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
                    .listener(listeners)
                    .build();
            if (facts.peerState == PeerState.OPEN && facts.closedByApplicationMillis < 0) {
                return;
            }
            Judgement judgement = judge.judge(facts);
            count(facts, judgement, counts);
            boolean isBusy = judgement.verdict == Verdict.HALF_CLOSED_BUSY;
            if (facts.leaked || isBusy) {
                String key = key(facts, judgement);
                judgements.putIfAbsent(key, judgement);
                (isBusy ? busy : leaks)
                        .computeIfAbsent(key, unused -> new ArrayList<>())
                        .add(facts);
            }
        });
        List<NeverAccepted> neverAccepted = neverAccepted(census, threads);
        for (NeverAccepted waiting : neverAccepted) {
            counts.neverAccepted += waiting.queue.peerClosed();
        }
        counts.unknownOrigin = census.unknown().size();
        counts.openedTotal = registry.openedTotal();
        counts.closedTotal = registry.closedTotal();
        counts.closedByCollectorTotal = registry.closedByCollectorTotal();
        counts.leaksEndedTotal = endedTotal;
        counts.dropped = registry.dropped() + sites.dropped();
        List<LeakGroup> groups = groups(leaks, judgements);
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
                groups(busy, judgements),
                neverAccepted,
                new ArrayList<>(ended.values()),
                new ArrayList<>(seen.values()),
                OpeningRate.top(sites.all()),
                detector);
        if (isFinal) {
            sizesBefore = sizes(leaks);
            ended.clear();
        }
        return report;
    }

    /** Verdicts on these sockets alone, without a census: the kernel's queues and the listeners are not known. */
    public List<Finding> findings(Collection<SocketRecord> records) {
        List<Finding> findings = new ArrayList<>();
        ThreadLook threads = new ThreadLook(sites);
        for (SocketRecord record : records) {
            SocketFacts facts = SocketFacts.Builder.of(record, null, CoarseClock.now())
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
        long now = CoarseClock.advance();
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
        Map<String, List<SocketFacts>> leaks = new LinkedHashMap<>();
        Map<String, Judgement> judgements = new HashMap<>();
        for (OpenSocket socket : look(record -> ids.contains(record.id()))) {
            String key = key(socket.facts, socket.judgement);
            judgements.putIfAbsent(key, socket.judgement);
            leaks.computeIfAbsent(key, unused -> new ArrayList<>()).add(socket.facts);
        }
        return groups(leaks, judgements);
    }

    /** The wanted ones as leaks, with all that the kernel knows. */
    private List<OpenSocket> look(Predicate<SocketRecord> wanted) {
        Census census = kernel.census(registry);
        Map<Integer, Site> listeners = listeners(census);
        ThreadLook threads = new ThreadLook(sites);
        long now = CoarseClock.advance();
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

    private Map<Integer, Site> listeners(Census census) {
        Map<Integer, Site> byPort = new HashMap<>();
        for (BacklogQueue queue : census.backlogs()) {
            SocketRecord listener = registry.table().get(queue.number());
            if (listener != null) {
                listener.intern(sites);
                if (listener.openingSite() != null) {
                    byPort.put(queue.port(), listener.openingSite());
                }
            }
        }
        return byPort;
    }

    private List<NeverAccepted> neverAccepted(Census census, ThreadLook threads) {
        List<NeverAccepted> all = new ArrayList<>();
        for (BacklogQueue queue : census.backlogs()) {
            if (queue.peerClosed() > 0) {
                SocketRecord listener = registry.table().get(queue.number());
                if (listener != null) {
                    listener.intern(sites);
                }
                all.add(new NeverAccepted(
                        queue,
                        kernel.backlogLimit(listener == null ? 0 : listener.backlog()),
                        listener == null ? null : listener.openingSite(),
                        listener == null ? null : listener.acceptSite(),
                        listener == null ? null : threads.at(listener.lastUser())));
            }
        }
        return all;
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

    /**
     * Sockets with the same key are one entry of the report. Threads of one pool come to the same line in several ways, so
     * the line counts where there is one, and the whole stack only where there is none.
     */
    private String key(SocketFacts facts, Judgement judgement) {
        String listener = facts.accepted ? ":" + facts.localPort : "";
        StackTraceElement guilty = frames.guilty(judgement.site);
        return judgement.verdict + "/" + facts.peerState + "/" + facts.transport + listener + "/"
                + id(facts.openingSite) + "/" + (guilty == null ? id(judgement.site) : guilty);
    }

    private List<LeakGroup> groups(Map<String, List<SocketFacts>> sockets, Map<String, Judgement> judgements) {
        List<LeakGroup> groups = new ArrayList<>();
        for (Map.Entry<String, List<SocketFacts>> entry : sockets.entrySet()) {
            int growth = entry.getValue().size() - sizesBefore.getOrDefault(entry.getKey(), 0);
            groups.add(new LeakGroup(
                    entry.getKey(),
                    entry.getValue(),
                    growth,
                    requireNonNull(judgements.get(entry.getKey())),
                    frames,
                    known));
        }
        groups.sort((a, b) -> Integer.compare(b.count, a.count));
        return groups;
    }

    private void remember(List<LeakGroup> groups) {
        for (LeakGroup group : groups) {
            SeenLeak before = seen.get(group.fingerprint);
            if (before != null || seen.size() < MAX_SEEN) {
                seen.put(group.fingerprint, new SeenLeak(group, before == null ? 0 : before.most));
            }
        }
    }

    private static Map<String, Integer> sizes(Map<String, List<SocketFacts>> sockets) {
        Map<String, Integer> sizes = new HashMap<>();
        for (Map.Entry<String, List<SocketFacts>> entry : sockets.entrySet()) {
            sizes.put(entry.getKey(), entry.getValue().size());
        }
        return sizes;
    }
}
