package io.closewait.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** A copy of the agent's jar whose hook on open wastes processor time: a regression that the benchmarks must see. */
final class SlowedAgent {
    private static final String HOOKS = "core/io/closewait/hooks/SocketHooks.classdata";

    private SlowedAgent() {}

    static void copy(Path agent, Path slowed) throws IOException {
        try (JarFile from = new JarFile(agent.toFile());
                OutputStream file = Files.newOutputStream(slowed);
                JarOutputStream to = new JarOutputStream(file)) {
            for (Enumeration<JarEntry> all = from.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                to.putNextEntry(new JarEntry(entry.getName()));
                try (InputStream in = from.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    to.write(entry.getName().equals(HOOKS) ? slowed(bytes) : bytes);
                }
                to.closeEntry();
            }
        }
    }

    /** A jar that was copied as it is would make the test pass for the wrong reason, or fail without saying why. */
    private static final class Slowing extends ClassVisitor {
        private boolean isDone;

        Slowing(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (!name.equals("opened")) {
                return method;
            }
            isDone = true;
            return new Slowed(method);
        }

        @Override
        public void visitEnd() {
            if (!isDone) {
                throw new IllegalStateException("the hooks have no method that could be slowed down");
            }
            super.visitEnd();
        }
    }

    private static byte[] slowed(byte[] hooks) {
        ClassReader reader = new ClassReader(hooks);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Slowing(writer), 0);
        return writer.toByteArray();
    }

    private static final class Slowed extends MethodVisitor {
        Slowed(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        /** {@code Arrays.fill(new byte[1_000_000], 1)}: work that needs no loop of its own. */
        @Override
        public void visitCode() {
            super.visitCode();
            visitLdcInsn(1_000_000);
            visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_BYTE);
            visitInsn(Opcodes.ICONST_1);
            visitMethodInsn(Opcodes.INVOKESTATIC, "java/util/Arrays", "fill", "([BB)V", false);
        }
    }
}
