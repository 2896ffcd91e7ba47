package io.closewait.core.report;

/** Names of threads, hosts and files come from outside: in a report for people they may neither end a line nor steer a terminal. */
final class Printable {
    private static final char REPLACEMENT = '?';

    private Printable() {}

    /** The text with every control character replaced, line breaks and unpaired surrogates included. */
    static String line(String text) {
        return printable(text, false);
    }

    /** As {@link #line}, for a text of several lines. */
    static String lines(String text) {
        return printable(text, true);
    }

    private static String printable(String text, boolean mayBreak) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean isPlain = !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE && c < 0xFFFE;
            boolean isSupplementary = c > 0xFFFF;
            out.appendCodePoint(isPlain || isSupplementary || mayBreak && c == '\n' ? c : REPLACEMENT);
        }
        return out.toString();
    }
}
