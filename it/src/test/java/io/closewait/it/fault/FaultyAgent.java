package io.closewait.it.fault;

import io.closewait.it.harness.Artifacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Copies of the agent's jar with a fault woven in. */
final class FaultyAgent {
    private static final String REGISTRY = "core/io/closewait/core/registry/Registry.classdata";
    private static final String AGENT_THREAD = "io/closewait/core/registry/AgentThread";
    private static final Set<String> NO_HOOKS = Set.of("<init>", "<clinit>", "reconfigure", "hookFailed");

    private static final Set<String> FAILING_TURNS = Set.of(
            "core/io/closewait/core/detect/Detector.classdata sweep",
            "core/io/closewait/core/diagnose/Diagnosis.classdata report");

    private FaultyAgent() {}

    /** Each hook throws, but for the agent's own threads: its self-test finds all in order. */
    static Path whoseHooksThrow(Path copy) throws IOException {
        return copy(copy, (entry, method) -> entry.equals(REGISTRY) && !NO_HOOKS.contains(method), Throwing::new);
    }

    /** And so does the method that counts failures of hooks. */
    static Path whoseHooksThrowWhenTheyFail(Path copy) throws IOException {
        return copy(
                copy,
                (entry, method) ->
                        entry.equals(REGISTRY) && (method.equals("hookFailed") || !NO_HOOKS.contains(method)),
                Throwing::new);
    }

    /** Each look at the sockets fails, and each report does. */
    static Path whoseThreadsThrow(Path copy) throws IOException {
        return copy(copy, (entry, method) -> FAILING_TURNS.contains(entry + ' ' + method), ThrowingAlways::new);
    }

    /** Every odd second the wall clock is an hour slow. */
    static Path whoseClockJumps(Path copy) throws IOException {
        return copy(copy, (entry, method) -> entry.startsWith("core/io/closewait/core/"), Jumping::new);
    }

    private static Path copy(Path copy, BiPredicate<String, String> isFaulty, UnaryOperator<MethodVisitor> fault)
            throws IOException {
        try (JarFile from = new JarFile(Artifacts.agent().toFile());
                JarOutputStream to = new JarOutputStream(Files.newOutputStream(copy))) {
            for (JarEntry entry : Collections.list(from.entries())) {
                to.putNextEntry(new JarEntry(entry.getName()));
                try (InputStream in = from.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    boolean isOurs = entry.getName().matches("core/io/closewait/core/.*\\.classdata");
                    to.write(isOurs ? woven(bytes, entry.getName(), isFaulty, fault) : bytes);
                }
                to.closeEntry();
            }
        }
        return copy;
    }

    private static byte[] woven(
            byte[] classFile, String entry, BiPredicate<String, String> isFaulty, UnaryOperator<MethodVisitor> fault) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                        boolean isCalledFromOutside = !entry.equals(REGISTRY) || isHook(access, descriptor);
                        return isCalledFromOutside && isFaulty.test(entry, name) ? fault.apply(method) : method;
                    }
                },
                0);
        return writer.toByteArray();
    }

    /** The registry's hooks are its public methods without a result; bridges and lambdas are not. */
    private static boolean isHook(int access, String descriptor) {
        return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC)) == Opcodes.ACC_PUBLIC
                && descriptor.endsWith(")V");
    }

    /** {@code if (!(Thread.currentThread() instanceof AgentThread)) throw new LinkageError();}. */
    private static final class Throwing extends MethodVisitor {
        Throwing(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            Label body = new Label();
            visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", "currentThread", "()Ljava/lang/Thread;", false);
            visitTypeInsn(Opcodes.INSTANCEOF, AGENT_THREAD);
            visitJumpInsn(Opcodes.IFNE, body);
            visitTypeInsn(Opcodes.NEW, "java/lang/LinkageError");
            visitInsn(Opcodes.DUP);
            visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/LinkageError", "<init>", "()V", false);
            visitInsn(Opcodes.ATHROW);
            visitLabel(body);
            visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            // The body may begin with a frame of its own, and one place can have one only.
            visitInsn(Opcodes.NOP);
        }
    }

    /** {@code throw null}. */
    private static final class ThrowingAlways extends MethodVisitor {
        ThrowingAlways(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            Label body = new Label();
            visitInsn(Opcodes.ICONST_0);
            visitJumpInsn(Opcodes.IFNE, body); // else the rest could not be reached, which needs other frames
            visitInsn(Opcodes.ACONST_NULL);
            visitInsn(Opcodes.ATHROW);
            visitLabel(body);
            visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            visitInsn(Opcodes.NOP);
        }
    }

    /** {@code System.currentTimeMillis() - System.nanoTime() / 1_000_000_000 % 2 * 3_600_000}. */
    private static final class Jumping extends MethodVisitor {
        Jumping(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            if (owner.equals("java/lang/System") && name.equals("currentTimeMillis")) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "nanoTime", "()J", false);
                visitLdcInsn(1_000_000_000L);
                visitInsn(Opcodes.LDIV);
                visitLdcInsn(2L);
                visitInsn(Opcodes.LREM);
                visitLdcInsn(3_600_000L);
                visitInsn(Opcodes.LMUL);
                visitInsn(Opcodes.LSUB);
            }
        }
    }
}
