package io.closewait.core.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Finds, in a class file, the blocks of code that close a connection or give it back at their end, however they end:
 * try-with-resources and {@code finally}. Immutable.
 */
final class ClosingBlocks {
    private final List<Block> blocks = new ArrayList<>();
    /** By method: the last line that closes one. */
    private final Map<String, Integer> lastClose = new HashMap<>();

    private ClosingBlocks() {}

    /** @param isConnection of a class by its name: whether it is a connection, or has one as a field */
    static ClosingBlocks of(byte[] classFile, Predicate<String> isConnection) {
        ClosingBlocks found = new ClosingBlocks();
        ClassFiles.visitMethods(classFile, name -> new Code(name, isConnection, found));
        return found;
    }

    /** Whether one block of the method has calls in both lines. */
    boolean hasBoth(String method, int line, int other) {
        for (Block block : blocks) {
            if (block.method.equals(method) && block.lines.contains(line) && block.lines.contains(other)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a block of the method that begins at this line or later has calls in the other one. */
    boolean hasAfter(String method, int opening, int line) {
        for (Block block : blocks) {
            if (block.method.equals(method) && block.lines.contains(line) && Collections.min(block.lines) >= opening) {
                return true;
            }
        }
        return false;
    }

    /** Whether a later line of the method closes a connection or gives it back. */
    boolean hasCloseAfter(String method, int line) {
        return lastClose.getOrDefault(method, -1) > line;
    }

    private static final class Block {
        final String method;
        /** Those with calls. */
        final List<Integer> lines = new ArrayList<>();

        Block(String method) {
            this.method = method;
        }
    }

    /** A call, or a {@code throw}, which has no owner. */
    private static final class Step {
        final int position;
        final int line;
        final @Nullable String owner;
        final String name;
        final String descriptor;

        Step(int position, int line, @Nullable String owner, String name, String descriptor) {
            this.position = position;
            this.line = line;
            this.owner = owner;
            this.name = name;
            this.descriptor = descriptor;
        }
    }

    /** One method. A position is a number that grows from label to call to label. */
    private static final class Code extends MethodVisitor {
        private final String method;
        private final Predicate<String> isConnection;
        private final ClosingBlocks found;
        private final List<Label[]> covered = new ArrayList<>();
        private final Map<Label, Integer> labels = new HashMap<>();
        private final List<Step> steps = new ArrayList<>();
        private int position;
        private int line = -1;

        Code(String method, Predicate<String> isConnection, ClosingBlocks found) {
            super(Opcodes.ASM9);
            this.method = method;
            this.isConnection = isConnection;
            this.found = found;
        }

        /** The compiler makes {@code finally} a handler of any, and try-with-resources one of {@code Throwable}. */
        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
            if (type == null || type.equals("java/lang/Throwable")) {
                covered.add(new Label[] {start, end, handler});
            }
        }

        @Override
        public void visitLabel(Label label) {
            labels.put(label, position++);
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = number;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            steps.add(new Step(position++, line, owner, name, descriptor));
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.ATHROW) {
                steps.add(new Step(position++, line, null, "", ""));
            }
        }

        @Override
        public void visitEnd() {
            Map<Label, Block> byHandler = new HashMap<>();
            for (Label[] range : covered) {
                if (closes(range[2])) {
                    // A return in the middle divides a block into several ranges.
                    Block block = byHandler.computeIfAbsent(range[2], handler -> new Block(method));
                    for (Step step : steps) {
                        if (step.position >= position(range[0]) && step.position < position(range[1])) {
                            block.lines.add(step.line);
                        }
                    }
                }
            }
            found.blocks.addAll(byHandler.values());
            for (Step step : steps) {
                if (step.owner != null && closes(step.owner, step)) {
                    found.lastClose.merge(method, step.line, Math::max);
                }
            }
        }

        private int position(Label label) {
            return Objects.requireNonNull(labels.get(label));
        }

        /** Up to where it throws again what it has caught. */
        private boolean closes(Label handler) {
            for (Step step : steps) {
                if (step.position > position(handler)) {
                    if (step.owner == null) {
                        return false;
                    }
                    if (closes(step.owner, step)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean closes(String owner, Step call) {
            if (call.name.equals("close") && isStream(owner)) {
                return true;
            }
            String type = owner.replace('/', '.');
            if (isConnection.test(type) && (call.name.equals("close") || !type.startsWith("java"))) {
                return true;
            }
            for (Type parameter : Type.getArgumentTypes(call.descriptor)) {
                if (parameter.getSort() == Type.OBJECT && isConnection.test(parameter.getClassName())) {
                    return true;
                }
            }
            // JDK 9 and 10 compile try-with-resources to a method of the class.
            return call.name.equals("$closeResource");
        }

        private static boolean isStream(String owner) {
            return owner.startsWith("java/io/")
                    || owner.equals("java/util/Scanner")
                    || owner.equals("java/nio/channels/ByteChannel")
                    || owner.equals("java/nio/channels/Channel");
        }
    }
}
