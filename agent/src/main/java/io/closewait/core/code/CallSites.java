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
import java.util.function.Function;
import java.util.stream.Collectors;
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

    private final Function<String, @Nullable Class<?>> loaded;

    @GuardedBy("this")
    private final Set<Class<?>> read = Collections.newSetFromMap(new WeakHashMap<>());

    @GuardedBy("this")
    private final Map<String, SortedSet<StackTraceElement>> found = new HashMap<>();

    @GuardedBy("this")
    private Set<String> wanted = Collections.emptySet();

    /** The methods' names without their classes. */
    @GuardedBy("this")
    private Set<String> names = Collections.emptySet();

    @GuardedBy("this")
    private int sites;

    /** @param loaded a class that is loaded, by its name */
    CallSites(Function<String, @Nullable Class<?>> loaded) {
        this.loaded = loaded;
    }

    /**
     * The lines that call one of the methods, ordered by class.
     *
     * @param methods {@code package.Class.method}; calls that name a subtype of the class count, too
     * @param all whatever is going to be asked for, in one reading of the class files
     */
    synchronized SortedSet<StackTraceElement> of(
            Collection<String> methods, Set<String> all, Collection<Class<?>> classes) {
        if (!wanted.equals(all)) {
            wanted = new HashSet<>(all);
            names = all.stream()
                    .map(method -> method.substring(method.lastIndexOf('.') + 1))
                    .collect(Collectors.toSet());
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
                Calls calls = new Calls(names);
                reader.accept(calls, ClassReader.SKIP_FRAMES);
                for (Call call : calls.all) {
                    note(call);
                }
            }
        } catch (RuntimeException unreadable) {
            // a class file newer than the library, or damaged
        }
    }

    /** By the methods that its constant pool names: cheaper than its code. */
    @GuardedBy("this")
    private boolean mayCall(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            int tag = item == 0 ? 0 : reader.readByte(item - 1);
            boolean isMethod = tag == METHOD || tag == INTERFACE_METHOD;
            if (isMethod) {
                String name = reader.readUTF8(reader.getItem(reader.readUnsignedShort(item + 2)), buffer);
                if (names.contains(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    @GuardedBy("this")
    private void note(Call call) {
        String method = wanted(call);
        if (!method.isEmpty() && sites < MOST_SITES) {
            sites += found.computeIfAbsent(method, key -> new TreeSet<>(BY_PLACE))
                            .add(call.caller)
                    ? 1
                    : 0;
        }
    }

    /** The one that is called: of the class that the call names, or of a supertype of that; empty if it is none of them. */
    @GuardedBy("this")
    private String wanted(Call call) {
        if (wanted.contains(call.owner + '.' + call.name)) {
            return call.owner + '.' + call.name;
        }
        Class<?> owner = call.name.equals("<init>") ? null : loaded.apply(call.owner);
        return owner == null ? "" : wanted(owner, call.name);
    }

    @GuardedBy("this")
    private String wanted(Class<?> owner, String name) {
        String own = owner.getName() + '.' + name;
        if (wanted.contains(own)) {
            return own;
        }
        String found = owner.getSuperclass() == null ? "" : wanted(owner.getSuperclass(), name);
        for (Class<?> each : owner.getInterfaces()) {
            found = found.isEmpty() ? wanted(each, name) : found;
        }
        return found;
    }

    /** A method that is called, and from where. */
    private static final class Call {
        final String owner;
        final String name;
        final StackTraceElement caller;

        Call(String owner, String name, StackTraceElement caller) {
            this.owner = owner;
            this.name = name;
            this.caller = caller;
        }
    }

    private static final class Calls extends ClassVisitor {
        final List<Call> all = new ArrayList<>();
        private final Set<String> names;
        private String className = "";
        private @Nullable String file;

        Calls(Set<String> names) {
            super(Opcodes.ASM9);
            this.names = names;
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
                    if (names.contains(name)) {
                        all.add(new Call(
                                owner.replace('/', '.'), name, new StackTraceElement(className, method, file, line)));
                    }
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
