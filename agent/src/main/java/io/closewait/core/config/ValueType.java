package io.closewait.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an option's text becomes a value. Plain classes, no lambdas and no regular expressions: this runs before the application's
 * {@code main}, where the first one of a JVM costs more than the rest of the parsing.
 */
public abstract class ValueType<T extends @Nullable Object> {
    /** What a right value looks like, for error lines and the documentation. */
    final String form;

    ValueType(String form) {
        this.form = form;
    }

    /** @throws IllegalArgumentException if the text is no such value */
    abstract T parse(String text);

    static final ValueType<Boolean> FLAG = new ValueType<Boolean>("true or false") {
        @Override
        Boolean parse(String text) {
            switch (text.toLowerCase(Locale.ROOT)) {
                case "true":
                case "":
                    return true;
                case "false":
                    return false;
                default:
                    throw new IllegalArgumentException();
            }
        }
    };

    static final ValueType<Duration> DURATION = new ValueType<Duration>("a duration such as 500ms, 60s, 5m or 2h") {
        @Override
        Duration parse(String text) {
            int unitAt = 0;
            while (unitAt < text.length() && Character.isDigit(text.charAt(unitAt))) {
                unitAt++;
            }
            long count = Long.parseLong(text.substring(0, unitAt));
            switch (text.substring(unitAt).toLowerCase(Locale.ROOT)) {
                case "ms":
                    return Duration.ofMillis(count);
                case "s":
                    return checked(count, 1);
                case "m":
                    return checked(count, 60);
                case "h":
                    return checked(count, 3600);
                case "d":
                    return checked(count, 86_400);
                default:
                    throw new IllegalArgumentException();
            }
        }

        private Duration checked(long count, long secondsEach) {
            if (count > 36_500L * 86_400 / secondsEach) {
                throw new IllegalArgumentException();
            }
            return Duration.ofSeconds(count * secondsEach);
        }
    };

    /** @throws IllegalArgumentException with a line that says so, if the text is no duration */
    public static Duration duration(String text) {
        try {
            return DURATION.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not " + DURATION.form, e);
        }
    }

    static final ValueType<@Nullable Path> FILE =
            new ValueType<@Nullable Path>("the path of a file in a folder that exists") {
                @Override
                Path parse(String text) {
                    try {
                        if (text.isEmpty()) {
                            throw new IllegalArgumentException();
                        }
                        return Paths.get(text).toAbsolutePath();
                    } catch (InvalidPathException e) {
                        throw new IllegalArgumentException(e);
                    }
                }
            };

    static final ValueType<String> TEXT = new ValueType<String>("text") {
        @Override
        String parse(String text) {
            return text;
        }
    };

    static final ValueType<List<String>> LIST = new ValueType<List<String>>("values separated by ;") {
        @Override
        List<String> parse(String text) {
            List<String> values = new ArrayList<>();
            for (String value : text.split(";", -1)) {
                if (!value.trim().isEmpty()) {
                    values.add(value.trim());
                }
            }
            return Collections.unmodifiableList(values);
        }

        @Override
        List<String> absent() {
            return Collections.emptyList();
        }
    };

    /** Bytes: a number alone, or with the unit k, M or G (powers of 1024). */
    static final ValueType<Long> SIZE = new ValueType<Long>("a size in bytes such as 500k, 10M or 1G") {
        @Override
        Long parse(String text) {
            int unit = "kmg".indexOf(Character.toLowerCase(text.isEmpty() ? ' ' : text.charAt(text.length() - 1)));
            long count = Long.parseLong(unit < 0 ? text : text.substring(0, text.length() - 1));
            int shift = 10 * (unit + 1);
            if (count < 1 || count > Long.MAX_VALUE >> shift) {
                throw new IllegalArgumentException();
            }
            return count << shift;
        }
    };

    /** As {@code chmod} takes them, in octal digits or in letters. */
    static final ValueType<Set<PosixFilePermission>> FILE_MODE =
            new ValueType<Set<PosixFilePermission>>("permissions such as 640 or rw-r-----") {
                @Override
                Set<PosixFilePermission> parse(String text) {
                    if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
                        return PosixFilePermissions.fromString(text);
                    }
                    if (text.length() != (text.charAt(0) == '0' ? 4 : 3)) {
                        throw new IllegalArgumentException();
                    }
                    int bits = Integer.parseInt(text, 8);
                    StringBuilder letters = new StringBuilder();
                    for (int i = 8; i >= 0; i--) {
                        letters.append((bits >> i & 1) == 0 ? '-' : "xwr".charAt(i % 3));
                    }
                    return PosixFilePermissions.fromString(letters.toString());
                }
            };

    /** The same values for an option that has no default: null when it is not given. */
    static <T> ValueType<@Nullable T> optional(ValueType<T> type) {
        return new ValueType<@Nullable T>(type.form) {
            @Override
            T parse(String text) {
                return type.parse(text);
            }

            @Override
            String nearest(String wrong) {
                return type.nearest(wrong);
            }
        };
    }

    static ValueType<Integer> number(int from, int to) {
        return new ValueType<Integer>("a number from " + from + " to " + to) {
            @Override
            Integer parse(String text) {
                int value = Integer.parseInt(text);
                if (value < from || value > to) {
                    throw new IllegalArgumentException();
                }
                return value;
            }
        };
    }

    /** A constant of an enum, written in lower case. */
    static <E extends Enum<E>> ValueType<E> oneOf(E[] constants) {
        String[] names = new String[constants.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = constants[i].name().toLowerCase(Locale.ROOT);
        }
        return new ValueType<E>("one of " + String.join(", ", names)) {
            @Override
            E parse(String text) {
                for (E constant : constants) {
                    if (constant.name().equalsIgnoreCase(text)) {
                        return constant;
                    }
                }
                throw new IllegalArgumentException();
            }

            @Override
            String nearest(String wrong) {
                return Nearest.to(wrong, names);
            }
        };
    }

    /** The value of an option that is neither given nor has a default: null, or an empty list. */
    @SuppressWarnings("NullAway") // an option without a default has a type that says it may be null
    T absent() {
        return null;
    }

    /** The right value that resembles a wrong one most, or an empty string. */
    String nearest(String wrong) {
        return "";
    }
}
