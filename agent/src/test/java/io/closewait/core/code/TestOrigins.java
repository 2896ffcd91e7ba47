package io.closewait.core.code;

import io.closewait.core.library.Libraries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes all classes of {@code com.example} for the application's, and loads any class that is asked for. */
public final class TestOrigins implements Origins {
    private final Origins names = new NamedOrigins(List.of("com.example."), List.of(), Libraries::bundled);

    @Override
    public Origin of(String className) {
        return names.of(className);
    }

    @Override
    public Origin of(Class<?> type) {
        return of(type.getName());
    }

    @Override
    public @Nullable Class<?> loaded(String className) {
        try {
            return Class.forName(className);
        } catch (ClassNotFoundException none) {
            return null;
        }
    }
}
