package io.closewait.core.code;

/** Where a class comes from. Immutable. */
public final class Origin {
    static final Origin JDK = new Origin(FrameKind.JDK, "");
    static final Origin GENERATED = new Origin(FrameKind.GENERATED, "");
    static final Origin APPLICATION = new Origin(FrameKind.APPLICATION, "");
    static final Origin LIBRARY = new Origin(FrameKind.LIBRARY, "");

    private final FrameKind kind;
    private final String jar;

    Origin(FrameKind kind, String jar) {
        this.kind = kind;
        this.jar = jar;
    }

    public FrameKind kind() {
        return kind;
    }

    /** The file name of a library's jar, such as {@code jedis-6.2.0.jar}; empty for other code, or if it is not known. */
    public String jar() {
        return jar;
    }

    /** The version in the jar's name, such as {@code 6.2.0}; empty if there is none. */
    public String version() {
        int end = jar.endsWith(".jar") ? jar.length() - 4 : jar.length();
        for (int i = 0; i + 1 < end; i++) {
            if (jar.charAt(i) == '-' && Character.isDigit(jar.charAt(i + 1))) {
                return jar.substring(i + 1, end);
            }
        }
        return "";
    }
}
