package io.closewait.core.code;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.WeakHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Where classes call certain methods, by their class files. Each file is read once, or tried again with the next report if
 * there was no descriptor left; of the classes nothing but names is kept.
 * Thread-safe, by a lock that only the agent's threads take.
 */
final class CallSites {
    private static final int MOST_SITES = 1000;
    /** {@code CONSTANT_Methodref} and {@code CONSTANT_InterfaceMethodref} of the JVM specification, 4.4. */
    private static final int METHOD = 10;

    private static final int INTERFACE_METHOD = 11;

    private static final Comparator<StackTraceElement> BY_PLACE = Comparator.comparing(StackTraceElement::getClassName)
            .thenComparing(StackTraceElement::getLineNumber)
            .thenComparing(StackTraceElement::getMethodName);

    @GuardedBy("this")
    private final Set<Class<?>> read = Collections.newSetFromMap(new WeakHashMap<>());

    @GuardedBy("this")
    private final Map<String, SortedSet<StackTraceElement>> found = new HashMap<>();

    @GuardedBy("this")
    private Set<String> wanted = Collections.emptySet();

    @GuardedBy("this")
    private int sites;

    /**
     * The lines that call one of the methods, ordered by class.
     *
     * @param methods {@code package.Class.method}, the class as the caller names it
     * @param all whatever is going to be asked for, in one reading of the class files
     */
    synchronized SortedSet<StackTraceElement> of(
            Collection<String> methods, Set<String> all, Collection<Class<?>> classes) {
        if (!wanted.equals(all)) {
            wanted = new HashSet<>(all);
            read.clear();
            found.clear();
            sites = 0;
        }
        readNew(classes);
        SortedSet<StackTraceElement> callers = new TreeSet<>(BY_PLACE);
        for (String method : methods) {
            callers.addAll(found.getOrDefault(method, Collections.emptySortedSet()));
        }
        return callers;
    }

    @GuardedBy("this")
    private void readNew(Collection<Class<?>> classes) {
        try (ClassFiles files = new ClassFiles()) {
            for (Class<?> type : classes) {
                byte[] file = read.contains(type) ? null : files.of(type);
                if (file != null) {
                    read.add(type);
                    read(file);
                }
            }
        }
    }

    @GuardedBy("this")
    private void read(byte[] file) {
        try {
            ClassReader reader = new ClassReader(file);
            if (mayCall(reader)) {
                Calls calls = new Calls();
                reader.accept(calls, ClassReader.SKIP_FRAMES);
                for (Call call : calls.all) {
                    note(call);
                }
            }
        } catch (RuntimeException unreadable) {
            // a class file newer than the library, or damaged
        }
    }

    /** By the methods that its constant pool names: cheaper than its code, and nearly always no. */
    @GuardedBy("this")
    private boolean mayCall(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            int tag = item == 0 ? 0 : reader.readByte(item - 1);
            boolean isMethod = tag == METHOD || tag == INTERFACE_METHOD;
            if (isMethod) {
                String owner = reader.readClass(item, buffer);
                String name = reader.readUTF8(reader.getItem(reader.readUnsignedShort(item + 2)), buffer);
                if (wanted.contains(name(owner, name))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String name(String owner, String method) {
        return owner.replace('/', '.') + '.' + method;
    }

    @GuardedBy("this")
    private void note(Call call) {
        if (wanted.contains(call.method) && sites < MOST_SITES) {
            sites += found.computeIfAbsent(call.method, key -> new TreeSet<>(BY_PLACE))
                            .add(call.caller)
                    ? 1
                    : 0;
        }
    }

    /** A method that is called, and from where. */
    private static final class Call {
        final String method;
        final StackTraceElement caller;

        Call(String method, StackTraceElement caller) {
            this.method = method;
            this.caller = caller;
        }
    }

    private static final class Calls extends ClassVisitor {
        final List<Call> all = new ArrayList<>();
        private String className = "";
        private @Nullable String file;

        Calls() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                String superName,
                String @Nullable [] interfaces) {
            className = name.replace('/', '.');
        }

        @Override
        public void visitSource(@Nullable String source, @Nullable String debug) {
            file = source;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                private int line = -1;

                @Override
                public void visitLineNumber(int number, Label start) {
                    line = number;
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
                    note(owner, name);
                }

                private void note(String owner, String name) {
                    all.add(new Call(name(owner, name), new StackTraceElement(className, method, file, line)));
                }

                /** A method reference. */
                @Override
                public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
                    for (Object argument : arguments) {
                        if (argument instanceof Handle) {
                            note(((Handle) argument).getOwner(), ((Handle) argument).getName());
                        }
                    }
                }
            };
        }
    }
}
