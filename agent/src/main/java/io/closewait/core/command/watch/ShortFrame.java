package io.closewait.core.command.watch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stack frame in little room: packages go first, then the file's name; class, method and line stay. */
final class ShortFrame {
    /** {@code module/package.Class.method(File.java:12)}. */
    private static final Pattern FRAME =
            Pattern.compile("(?:[^()]*/)?((?:[^./()]+\\.)*)([^./()]+\\.[^./()]+)(\\([^()]*?(:\\d+)?\\))");

    private static final String CUT = "...";

    private ShortFrame() {}

    /** The text itself if it is no frame and fits. */
    static String of(String frame, int width) {
        Matcher parts = FRAME.matcher(frame);
        if (frame.length() <= width || !parts.matches()) {
            return cut(frame, width);
        }
        String packages = parts.group(1);
        String initials = packages.replaceAll("([^.])[^.]*\\.", "$1.");
        String classAndMethod = parts.group(2);
        String line = parts.group(4) == null ? "" : parts.group(4);
        for (String shorter : new String[] {
            packages + classAndMethod + parts.group(3),
            initials + classAndMethod + parts.group(3),
            classAndMethod + parts.group(3),
            initials + classAndMethod + line
        }) {
            if (shorter.length() <= width) {
                return shorter;
            }
        }
        return cut(classAndMethod + line, width);
    }

    /** From the begin, for the end says more. */
    private static String cut(String text, int width) {
        return text.length() <= width || width <= CUT.length()
                ? text
                : CUT + text.substring(text.length() - width + CUT.length());
    }
}
