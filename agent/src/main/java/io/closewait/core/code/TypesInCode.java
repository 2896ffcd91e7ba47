package io.closewait.core.code;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** The classes whose objects a method works with, by its class file: it casts to them, or uses their fields or methods. Immutable. */
final class TypesInCode {
    private final Map<String, Set<String>> byMethod = new HashMap<>();

    private TypesInCode() {}

    static TypesInCode of(byte[] classFile) {
        TypesInCode found = new TypesInCode();
        try {
            new ClassReader(classFile)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access,
                                        String name,
                                        String descriptor,
                                        @Nullable String signature,
                                        String @Nullable [] exceptions) {
                                    return found.collector(name);
                                }
                            },
                            ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        } catch (RuntimeException unreadable) {
            // a class file newer than the library, or damaged
        }
        return found;
    }

    /** By name, as in a stack frame; of all methods of that name. */
    Set<String> of(String method) {
        return byMethod.getOrDefault(method, Collections.emptySet());
    }

    private MethodVisitor collector(String method) {
        Set<String> types = byMethod.computeIfAbsent(method, name -> new HashSet<>());
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitTypeInsn(int opcode, String type) {
                if (opcode == Opcodes.CHECKCAST) {
                    types.add(type.replace('/', '.'));
                }
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                if (opcode == Opcodes.GETFIELD || opcode == Opcodes.PUTFIELD) {
                    types.add(owner.replace('/', '.'));
                }
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                if (opcode != Opcodes.INVOKESTATIC && !name.equals("<init>")) {
                    types.add(owner.replace('/', '.'));
                }
            }
        };
    }
}
