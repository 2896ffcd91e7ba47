package io.closewait.core.code;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** What the methods of a class work with and do, by its class file. Methods go by name, as in a stack frame. Immutable. */
final class MethodBodies {
    private static final Set<String> TAKING = new HashSet<>(
            Arrays.asList("accept", "take", "poll", "pollFirst", "pollLast", "takeFirst", "takeLast", "pop"));

    private final Map<String, Set<String>> types = new HashMap<>();
    /** By method: the last line that does more than to make objects and ask for what they have. */
    private final Map<String, Integer> lastWork = new HashMap<>();

    private final Set<String> taking = new HashSet<>();

    private MethodBodies() {}

    static MethodBodies of(byte[] classFile) {
        MethodBodies found = new MethodBodies();
        ClassFiles.visitMethods(classFile, name -> found.new Body(name));
        return found;
    }

    /** The classes whose objects it casts to, or whose fields or methods it uses. */
    Set<String> typesIn(String method) {
        return types.getOrDefault(method, Collections.emptySet());
    }

    /** Whether a later line reads, writes, or calls the application's own methods: it may fail there. */
    boolean worksAfter(String method, int line) {
        return lastWork.getOrDefault(method, -1) > line;
    }

    /** Whether it accepts a connection, or takes an element from a queue. */
    boolean takesWork(String method) {
        return taking.contains(method);
    }

    private final class Body extends MethodVisitor {
        private final String method;
        private final Set<String> typesOfBody;
        private int line = -1;

        Body(String method) {
            super(Opcodes.ASM9);
            this.method = method;
            this.typesOfBody = types.computeIfAbsent(method, name -> new HashSet<>());
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.CHECKCAST) {
                typesOfBody.add(type.replace('/', '.'));
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode == Opcodes.GETFIELD || opcode == Opcodes.PUTFIELD) {
                typesOfBody.add(owner.replace('/', '.'));
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            boolean isConstructor = name.equals("<init>");
            if (opcode != Opcodes.INVOKESTATIC && !isConstructor) {
                typesOfBody.add(owner.replace('/', '.'));
            }
            // Others remove what they name.
            boolean isFirstRemoved = name.equals("remove") && descriptor.startsWith("()");
            if (isFirstRemoved || TAKING.contains(name)) {
                taking.add(method);
            }
            if (!isConstructor && isWork(owner, name)) {
                lastWork.merge(method, line, Math::max);
            }
        }

        private boolean isWork(String owner, String name) {
            boolean isInputOrOutput = name.startsWith("read")
                    || name.startsWith("write")
                    || name.startsWith("print")
                    || name.startsWith("connect")
                    || name.equals("flush")
                    || name.equals("startHandshake");
            return isInputOrOutput || !owner.startsWith("java");
        }
    }
}
