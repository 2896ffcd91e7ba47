package io.closewait.core.code;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Reads from its class file the line at which a method begins. */
public final class SourceLine {
    private SourceLine() {}

    /** -1 if it is not known: without debug information, or where a loader of the application's would have to be asked. */
    public static int of(Class<?> type, String method) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || !JdkClasses.isBelowApplications(loader.getClass())) {
            return -1;
        }
        try (InputStream in = loader.getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            if (in == null) {
                return -1;
            }
            FirstLine first = new FirstLine(method);
            new ClassReader(in).accept(first, ClassReader.SKIP_FRAMES);
            return first.line;
        } catch (IOException
                | RuntimeException unreadable) { // no descriptor left, or a class file newer than the library
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
