package io.closewait.it.library;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** What a class file says of its class. */
final class ClassFile {
    private static final int FOR_USERS = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

    private final List<String> parents = new ArrayList<>();
    private final Set<String> methods = new HashSet<>();
    private final Set<String> fields = new HashSet<>();
    private final Set<String> offered = new HashSet<>();
    private final boolean isPublic;

    ClassFile(byte[] file) {
        ClassReader reader = new ClassReader(file);
        isPublic = (reader.getAccess() & Opcodes.ACC_PUBLIC) != 0;
        if (reader.getSuperName() != null) {
            parents.add(reader.getSuperName().replace('/', '.'));
        }
        for (String each : reader.getInterfaces()) {
            parents.add(each.replace('/', '.'));
        }
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        methods.add(name);
                        note(access, name);
                        return null;
                    }

                    @Override
                    public FieldVisitor visitField(
                            int access, String name, String descriptor, String signature, Object value) {
                        fields.add(name);
                        note(access, name);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    private void note(int access, String name) {
        if ((access & FOR_USERS) != 0) {
            offered.add(name);
        }
    }

    boolean isPublic() {
        return isPublic;
    }

    /** Binary names of the classes and interfaces that it inherits from directly. */
    List<String> parents() {
        return parents;
    }

    /** Whether it declares a method of this name, for whomever. */
    boolean declares(String method) {
        return methods.contains(method);
    }

    /** Whether it declares a field of this name, for whomever. */
    boolean hasField(String field) {
        return fields.contains(field);
    }

    /** Whether it declares a method or field of this name that its users can see. */
    boolean offers(String member) {
        return offered.contains(member);
    }
}
