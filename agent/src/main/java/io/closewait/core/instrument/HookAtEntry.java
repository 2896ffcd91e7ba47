package io.closewait.core.instrument;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** The call comes first; its handler goes on with the method as if nothing had been. */
final class HookAtEntry extends HookedMethod {
    HookAtEntry(MethodVisitor next, HookPoint point, String owner, int access, String descriptor) {
        super(next, point, owner, access, descriptor);
    }

    @Override
    public void visitCode() {
        super.visitCode();
        Label stopped = new Label();
        Label handler = new Label();
        Label body = new Label();
        call(stopped, handler, 0);
        visitJumpInsn(Opcodes.GOTO, body);
        visitLabel(stopped);
        visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {THROWABLE});
        visitInsn(Opcodes.ATHROW);
        visitLabel(handler);
        visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {THROWABLE});
        visitInsn(Opcodes.POP);
        visitLabel(body);
        visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        // The body may begin with a frame of its own, and one place can have one only.
        visitInsn(Opcodes.NOP);
    }
}
