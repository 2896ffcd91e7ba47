package io.closewait.it.verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The lines of a program's source. */
record SourceLines(Path file, List<String> lines) {
    static SourceLines of(Path file) {
        try {
            return new SourceLines(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that contain the text, the header's aside, as they stand at the end of a stack frame. */
    List<String> framesAt(String text) {
        return IntStream.rangeClosed(1, lines.size())
                .filter(number -> lines.get(number - 1).contains(text)
                        && !lines.get(number - 1).startsWith(" * "))
                .mapToObj(number -> "(" + file.getFileName() + ":" + number + ")")
                .toList();
    }

    String packageName() {
        return lines.stream()
                .filter(line -> line.startsWith("package "))
                .map(line -> line.substring("package ".length(), line.indexOf(';')))
                .findFirst()
                .orElse("");
    }
}
