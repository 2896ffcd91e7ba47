package io.closewait.core.code;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Reads from its class file the line at which a method begins. */
public final class SourceLine {
    private SourceLine() {}

    /** -1 if it is not known: without debug information, or where the class file cannot be read. */
    public static int of(Class<?> type, String method) {
        try (ClassFiles files = new ClassFiles()) {
            byte[] file = files.of(type);
            if (file == null) {
                return -1;
            }
            FirstLine first = new FirstLine(method);
            new ClassReader(file).accept(first, ClassReader.SKIP_FRAMES);
            return first.line;
        } catch (RuntimeException unreadable) { // a class file newer than the library
            return -1;
        }
    }

    private static final class FirstLine extends ClassVisitor {
        private final String wanted;
        private int line = -1;

        FirstLine(String wanted) {
            super(Opcodes.ASM9);
            this.wanted = wanted;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            boolean isBridge = (access & Opcodes.ACC_BRIDGE) != 0;
            if (!name.equals(wanted) || isBridge || line >= 0) {
                return null;
            }
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitLineNumber(int number, Label start) {
                    line = line < 0 ? number : line;
                }
            };
        }
    }
}
