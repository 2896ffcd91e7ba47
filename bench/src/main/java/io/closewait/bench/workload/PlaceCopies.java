package io.closewait.bench.workload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Copies of one class under other names of the same length: as many places in the code, and as many loaded classes, as are wanted. */
final class PlaceCopies extends ClassLoader {
    private static final String NAME = Place00000.class.getName();
    private static final String NUMBER = "00000";

    private PlaceCopies() {
        super(PlaceCopies.class.getClassLoader());
    }

    /** The first {@code places} of {@code classes} copies; the others are loaded, and no more. */
    static List<Place> of(int places, int classes) throws IOException, ReflectiveOperationException {
        PlaceCopies loader = new PlaceCopies();
        String original = original();
        List<Place> made = new ArrayList<>();
        for (int i = 1; i <= classes; i++) {
            String simple = Place00000.class.getSimpleName().replace(NUMBER, String.format("%05d", i));
            byte[] copy =
                    original.replace(Place00000.class.getSimpleName(), simple).getBytes(ISO_8859_1);
            Class<?> type = loader.defineClass(
                    NAME.replace(Place00000.class.getSimpleName(), simple),
                    copy,
                    0,
                    copy.length,
                    PlaceCopies.class.getProtectionDomain());
            if (made.size() < places) {
                made.add((Place) type.getConstructor().newInstance());
            }
        }
        return made;
    }

    /** The class file, a character for each byte. */
    private static String original() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Place00000.class.getResourceAsStream("Place00000.class"), "Place00000.class")) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }
}
