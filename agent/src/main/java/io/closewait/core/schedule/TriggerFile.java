package io.closewait.core.schedule;

import java.io.File;
import java.nio.file.Path;

/**
 * A file by whose appearance somebody asks for a report; deleting it is the answer. Costs one system call a check, and no
 * descriptor. Used by the reporter's thread only.
 */
public final class TriggerFile {
    private final File file;
    /** A file that could not be deleted asks once for each time that it is written. */
    private long answered;

    public TriggerFile(Path path) {
        this.file = path.toFile();
    }

    /** Whether a report was asked for since the last look. */
    public boolean isPulled() {
        long modified = file.lastModified(); // 0 if there is no such file
        if (modified == 0 || modified == answered) {
            return false;
        }
        answered = file.delete() ? 0 : modified;
        return true;
    }
}
