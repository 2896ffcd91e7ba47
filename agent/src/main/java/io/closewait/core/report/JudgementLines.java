package io.closewait.core.report;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.Judgement;
import io.closewait.core.diagnose.NeverAccepted;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of the text report that say where to look, why, and what to do, with the stacks. */
final class JudgementLines {
    private final Frames frames;

    JudgementLines(Frames frames) {
        this.frames = frames;
    }

    List<String> lines(Judgement judgement, Map<Moment, Site> stacks) {
        List<String> lines = lines(judgement.lookAt, judgement.lookAtNote, judgement.evidence, judgement.hint);
        lines.addAll(StackLines.of(stacks, judgement.moment, judgement.lookAt, frames));
        return lines;
    }

    List<String> lines(NeverAccepted waiting) {
        List<String> lines = lines(waiting.lookAt, waiting.lookAtNote(), waiting.evidence, waiting.hint);
        lines.addAll(StackLines.of(waiting.stacks(), waiting.moment, waiting.lookAt, frames));
        return lines;
    }

    private static List<String> lines(
            @Nullable StackTraceElement lookAt, String note, List<String> evidence, String hint) {
        List<String> lines = new ArrayList<>();
        if (lookAt != null) {
            lines.add("  look at  " + lookAt + (note.isEmpty() ? "" : " (" + note + ")"));
        }
        for (String fact : evidence) {
            lines.add("  because  " + fact);
        }
        if (!hint.isEmpty()) {
            lines.add("  to do    " + hint);
        }
        return lines;
    }
}
