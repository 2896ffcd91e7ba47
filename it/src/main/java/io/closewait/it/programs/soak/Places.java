package io.closewait.it.programs.soak;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Defines copies of {@link Place00} that differ by name only: a report has an entry for each line that leaks. */
final class Places extends ClassLoader {
    private static final String COPIED = Place00.class.getSimpleName();

    private Places() {
        super(Place00.class.getClassLoader());
    }

    /** At most 99. */
    static List<Place> make(int count) throws IOException, ReflectiveOperationException {
        Places loader = new Places();
        // Each byte a character: a class file's names are changed as text as long as they keep their length.
        String code = new String(code(), StandardCharsets.ISO_8859_1);
        List<Place> places = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            byte[] copy = code.replace(COPIED, String.format("Place%02d", i)).getBytes(StandardCharsets.ISO_8859_1);
            places.add((Place) loader.defineClass(null, copy, 0, copy.length)
                    .getDeclaredConstructor()
                    .newInstance());
        }
        return places;
    }

    private static byte[] code() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = Place00.class.getResourceAsStream(COPIED + ".class")) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                bytes.write(next);
            }
        }
        return bytes.toByteArray();
    }
}
