package io.closewait.core.instrument;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Every return jumps to the method's end instead, where the call is made with the result kept in a new variable: outside
 * all the method's own handlers.
 */
final class HookAtReturn extends HookedMethod {
    private final Label end = new Label();

    HookAtReturn(MethodVisitor next, HookPoint point, String owner, int access, String descriptor) {
        super(next, point, owner, access, descriptor);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            visitJumpInsn(Opcodes.GOTO, end);
        } else {
            super.visitInsn(opcode);
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        Label stopped = new Label();
        Label handler = new Label();
        visitLabel(end);
        frameAtEnd();
        storeResult(maxLocals);
        call(stopped, handler, maxLocals);
        returnResult(maxLocals);
        visitLabel(stopped);
        frameAtHandler(maxLocals, frameType(result()));
        super.visitInsn(Opcodes.ATHROW);
        visitLabel(handler);
        frameAtHandler(maxLocals, frameType(result()));
        super.visitInsn(Opcodes.POP);
        returnResult(maxLocals);
        super.visitMaxs(maxStack, maxLocals + 2);
    }
}
