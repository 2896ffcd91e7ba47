package io.closewait.core.report;

/**
 * Names of threads, hosts, classes and files come from outside: in a report for people they may neither end a line, nor steer a
 * terminal, nor turn the direction of what follows; and an XML parser has to take them.
 */
public final class Printable {
    private Printable() {}

    /** The text with each character that is not for reading, line breaks included, written as Java's escape sequence. */
    public static String line(String text) {
        return printable(text, false);
    }

    /** As {@link #line}, for a text whose line breaks are its author's own. */
    public static String lines(String text) {
        return printable(text, true);
    }

    private static String printable(String text, boolean mayBreak) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isForReading(c) || (mayBreak && c == '\n')) {
                out.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    out.append(String.format("\\u%04x", (int) unit));
                }
            }
        }
        return out.toString();
    }

    private static boolean isForReading(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
            case Character.SURROGATE:
                return false;
            default:
                return (c & 0xFFFE) != 0xFFFE; // no characters at all, says Unicode
        }
    }
}
