package io.closewait.core.instrument;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** A handler around the whole body, after all of its own; what was thrown is kept in a new variable. */
final class HookAtThrow extends HookedMethod {
    private final Label from = new Label();

    HookAtThrow(MethodVisitor next, HookPoint point, String owner, int access, String descriptor) {
        super(next, point, owner, access, descriptor);
    }

    @Override
    public void visitCode() {
        super.visitCode();
        visitLabel(from);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        Label thrown = new Label();
        Label stopped = new Label();
        Label handler = new Label();
        visitLabel(thrown);
        visitTryCatchBlock(from, thrown, thrown, THROWABLE);
        frame(parameterTypes(), THROWABLE);
        visitVarInsn(Opcodes.ASTORE, maxLocals);
        call(stopped, handler, maxLocals);
        rethrow(maxLocals);
        visitLabel(stopped);
        frameAtHandler(maxLocals, THROWABLE);
        visitInsn(Opcodes.ATHROW);
        visitLabel(handler);
        frameAtHandler(maxLocals, THROWABLE);
        visitInsn(Opcodes.POP);
        rethrow(maxLocals);
        super.visitMaxs(maxStack, maxLocals + 1);
    }

    private void rethrow(int variable) {
        visitVarInsn(Opcodes.ALOAD, variable);
        visitInsn(Opcodes.ATHROW);
    }
}
