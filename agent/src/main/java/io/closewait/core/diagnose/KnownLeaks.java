package io.closewait.core.diagnose;

import io.closewait.core.pattern.PatternRule;
import io.closewait.core.registry.Site;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaks that somebody has looked at and accepted: by pattern, with a reason, or because an earlier report had them. */
public final class KnownLeaks {
    private final List<PatternRule<String>> excludes;
    private final Set<String> baseline;

    /** @param baseline the fingerprints of an earlier report's leaks */
    public KnownLeaks(List<PatternRule<String>> excludes, Set<String> baseline) {
        this.excludes = excludes;
        this.baseline = baseline;
    }

    /** Nothing is accepted. */
    public static KnownLeaks none() {
        return new KnownLeaks(Collections.emptyList(), Collections.emptySet());
    }

    /** Why these sockets are accepted, or null if they are not. */
    @Nullable
    String reason(String fingerprint, SocketFacts facts) {
        for (PatternRule<String> exclude : excludes) {
            if (picks(exclude, facts)) {
                return exclude.value().isEmpty() ? "excluded" : exclude.value();
            }
        }
        return baseline.contains(fingerprint) ? "in the baseline" : null;
    }

    /** Whether the rule's pattern picks this socket. */
    static boolean picks(PatternRule<?> rule, SocketFacts facts) {
        Site site = facts.openingSite();
        return rule.pattern().matches(site == null ? null : site.frames(), facts.peer, facts.localPort, facts.peerPort);
    }
}
