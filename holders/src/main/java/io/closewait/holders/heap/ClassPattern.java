package io.closewait.holders.heap;

/** A class's name; after {@code *} only its end, as of libraries that others ship in packages of their own. */
public record ClassPattern(String text) {
    boolean matches(String name) {
        return text.startsWith("*") ? name.endsWith(text.substring(1)) : name.equals(text);
    }
}
