package io.closewait.it.library;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What stands in backticks in a text: {@code Type}, {@code Type.method}, {@code Outer.Type.CONSTANT}, the same with the package
 * before it, {@code -Dproperty}, or the {@code name.of.a.setting}.
 */
record CodeName(String text) {
    private static final Pattern BACKTICKS = Pattern.compile("`([^`]*)`");
    private static final Pattern SIMPLE = Pattern.compile("(?:[a-z]\\w*\\.)*[A-Z]\\w*(\\.[A-Z]\\w*)*?(\\.\\w+)?");

    static List<CodeName> in(String text) {
        return BACKTICKS
                .matcher(text)
                .results()
                .map((MatchResult found) -> new CodeName(found.group(1)))
                .toList();
    }

    boolean existsIn(ClassFiles classes) {
        if (text.startsWith("-D")) {
            return classes.hasConstant(text.substring(2));
        }
        if (!SIMPLE.matcher(text).matches()) {
            return classes.hasConstant(text);
        }
        int dot = text.lastIndexOf('.');
        return isClass(text, classes)
                || (dot > 0
                        && typesNamed(text.substring(0, dot), classes).stream()
                                .anyMatch(type -> classes.hasMember(type, text.substring(dot + 1))));
    }

    private static boolean isClass(String name, ClassFiles classes) {
        return !typesNamed(name, classes).isEmpty();
    }

    private static List<ClassFile> typesNamed(String name, ClassFiles classes) {
        if (Character.isUpperCase(name.charAt(0))) {
            return classes.named(name);
        }
        ClassFile type = classes.find(name);
        return type == null ? List.of() : List.of(type);
    }
}
