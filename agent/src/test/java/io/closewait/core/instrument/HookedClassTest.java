package io.closewait.core.instrument;

import static io.closewait.hooks.SocketKind.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Woven code in a loader that verifies what it loads. The hooks refuse to work outside of the boot loader: here every call of
 * one throws, which the woven method must not let out.
 */
class HookedClassTest {
    private static final String SAMPLE = Sample.class.getName();

    /** Of the low byte, in a class file. */
    private static final int MAJOR_VERSION_AT = 7;

    /** One method for each shape of code that a call is woven into. */
    public static class Sample {
        private final int fd;

        public Sample(int fd) {
            this.fd = fd;
        }

        public int number() {
            return fd;
        }

        /** Begins with a loop: the first instruction is a jump's target. */
        public int count(FileDescriptor descriptor, long wide, int n) {
            while (n < wide) {
                n++;
            }
            return n;
        }

        /** Returns from within its own handlers, which must not see what a hook throws. */
        public long handled(FileDescriptor descriptor, List<String> log, boolean early) {
            try {
                if (early) {
                    return 1L;
                }
                log.add("late");
                return 2L;
            } catch (LinkageError ofTheHook) {
                log.add("handler");
                return 3L;
            } finally {
                log.add("finally");
            }
        }

        public Object returned(Object value) {
            return value;
        }

        public void throwing(FileDescriptor descriptor) {
            throw new IllegalStateException("the application's own");
        }
    }

    private static final List<HookPoint> POINTS = List.of(
            HookPoint.of(SAMPLE, HookPoint.CONSTRUCTOR, HookCall.NATIVELY_OPENED, CHANNEL),
            HookPoint.of(SAMPLE, "number", HookCall.NATIVELY_ACCEPTED, CHANNEL),
            HookPoint.of(SAMPLE, "count", HookCall.CLOSING, CHANNEL),
            HookPoint.of(SAMPLE, "count", HookCall.READ, CHANNEL),
            HookPoint.of(SAMPLE, "count", HookCall.WRITTEN, CHANNEL),
            HookPoint.of(SAMPLE, "handled", HookCall.READ, CHANNEL),
            HookPoint.of(SAMPLE, "returned", HookCall.ACCEPTED, CHANNEL),
            HookPoint.of(SAMPLE, "returned", HookCall.OWNER_CLOSING, CHANNEL),
            HookPoint.of(SAMPLE, "throwing", HookCall.CLOSING, CHANNEL),
            HookPoint.of(SAMPLE, "throwing", HookCall.WRITTEN, CHANNEL),
            HookPoint.of(SAMPLE, "throwing", HookCall.OPEN_FAILED, CHANNEL),
            HookPoint.of(SAMPLE, "count", HookCall.OPEN_FAILED, CHANNEL),
            HookPoint.of(SAMPLE, "handled", HookCall.OPEN_FAILED, CHANNEL));

    private final Class<?> woven;
    private final Object sample;

    HookedClassTest() throws Exception {
        woven = new WovenLoader().loadClass(SAMPLE);
        sample = woven.getConstructor(int.class).newInstance(7);
    }

    @Test
    void a_constructor_and_a_getter_work_although_their_hooks_fail() throws Exception {
        assertThat(call("number")).isEqualTo(7);
    }

    @Test
    void several_calls_in_one_method_leave_its_arguments_and_its_result_alone() throws Exception {
        assertThat(call("count", new FileDescriptor(), 5L, 1)).isEqualTo(5);
    }

    @Test
    void what_a_hook_throws_does_not_reach_the_handlers_of_the_method() throws Exception {
        List<String> log = new ArrayList<>();

        assertThat(call("handled", new FileDescriptor(), log, true)).isEqualTo(1L);
        assertThat(call("handled", new FileDescriptor(), log, false)).isEqualTo(2L);
        assertThat(log).containsExactly("finally", "late", "finally");
    }

    @Test
    void a_returned_object_is_the_same_object() throws Exception {
        assertThat(call("returned", this)).isSameAs(this);
    }

    @Test
    void what_the_method_throws_is_thrown() {
        assertThatExceptionOfType(InvocationTargetException.class)
                .isThrownBy(() -> call("throwing", new FileDescriptor()))
                .havingCause()
                .isInstanceOf(IllegalStateException.class)
                .withMessage("the application's own");
    }

    @Test
    void a_class_file_that_is_newer_than_the_library_is_woven_and_keeps_its_version() throws Exception {
        byte[] newer = WovenLoader.classFile(SAMPLE);
        newer[MAJOR_VERSION_AT] = 99;

        byte[] result = Weaver.woven(newer, POINTS);

        assertThat(result[MAJOR_VERSION_AT]).isEqualTo((byte) 99);
        assertThat(new String(result, StandardCharsets.ISO_8859_1)).contains("io/closewait/hooks/SocketHooks");
    }

    @Test
    void the_sample_calls_hooks_that_fail() {
        assertThatExceptionOfType(ExceptionInInitializerError.class)
                .isThrownBy(() -> Class.forName("io.closewait.hooks.SocketHooks", true, new WovenLoader()))
                .withCauseInstanceOf(IllegalStateException.class);
    }

    private Object call(String method, Object... arguments) throws Exception {
        for (var candidate : woven.getMethods()) {
            if (candidate.getName().equals(method)) {
                return candidate.invoke(sample, arguments);
            }
        }
        throw new NoSuchMethodException(method);
    }

    /** Has the sample with the calls woven in, and hooks of its own. */
    private static final class WovenLoader extends ClassLoader {
        WovenLoader() {
            super(HookedClassTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(SAMPLE) && !name.startsWith("io.closewait.hooks.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] classFile = classFile(name);
            byte[] defined = name.equals(SAMPLE) ? Weaver.woven(classFile, POINTS) : classFile;
            return defineClass(name, defined, 0, defined.length);
        }

        private static byte[] classFile(String name) throws ClassNotFoundException {
            try (InputStream in = HookedClassTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
