package io.closewait.core.instrument;

import java.util.List;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Writes a class with the calls of its hook points in it. */
final class HookedClass extends ClassVisitor {
    private static final int WITHOUT_CODE = Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT;

    private final List<HookPoint> points;
    private String internalName = "";

    HookedClass(ClassVisitor next, List<HookPoint> points) {
        super(Opcodes.ASM9, next);
        this.points = points;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        internalName = name;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
        for (HookPoint point : points) {
            if ((access & WITHOUT_CODE) == 0 && point.matches(name, descriptor)) {
                method = HookedMethod.of(method, point, internalName, access, descriptor);
            }
        }
        return method;
    }
}
