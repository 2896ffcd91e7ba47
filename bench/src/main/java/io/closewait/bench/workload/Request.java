package io.closewait.bench.workload;

import java.util.Map;
import java.util.TreeMap;

/** One line that a worker reads: the task's name and its arguments, as {@code name key=value …}. */
public record Request(String task, Map<String, String> arguments) {
    /** A request for a task; {@code arguments} are keys and values in turn. */
    public static Request of(String task, Object... arguments) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            map.put(arguments[i].toString(), arguments[i + 1].toString());
        }
        return new Request(task, map);
    }

    static Request parse(String line) {
        String[] words = line.trim().split(" ", -1);
        Map<String, String> map = new TreeMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            map.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        return new Request(words[0], map);
    }

    /** As the worker reads it. */
    public String line() {
        StringBuilder line = new StringBuilder(task);
        arguments.forEach(
                (key, value) -> line.append(' ').append(key).append('=').append(value));
        return line.toString();
    }

    String text(String key) {
        String value = arguments.get(key);
        if (value == null) {
            throw new IllegalArgumentException(task + " needs " + key);
        }
        return value;
    }

    int number(String key) {
        return Integer.parseInt(text(key));
    }

    boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }
}
