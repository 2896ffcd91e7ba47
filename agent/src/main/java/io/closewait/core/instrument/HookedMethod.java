package io.closewait.core.instrument;

import static java.util.Objects.requireNonNull;

import io.closewait.core.instrument.HookCall.Argument;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes a method with a {@link HookCall} in it. The hooks let nothing escape; the handler around the call is for what is
 * thrown before they can do so (a stack overflow), and throws on what the application throws at its threads to end them.
 */
abstract class HookedMethod extends MethodVisitor {
    private static final String HOOKS = "io/closewait/hooks/SocketHooks";
    static final String THROWABLE = "java/lang/Throwable";
    private static final String THREAD_DEATH = "java/lang/ThreadDeath";
    /** Absent on JDKs that have no {@code Thread.stop} any more; a handler that names an unknown class would be an error. */
    private static final boolean HAS_THREAD_DEATH = hasThreadDeath();
    /** The widest call takes two numbers and three references; a long counts twice. */
    private static final int STACK_OF_CALL = 6;

    private final HookPoint point;
    private final String owner;
    private final Type[] parameters;
    private final boolean isStatic;
    private final Type result;

    HookedMethod(MethodVisitor next, HookPoint point, String owner, int access, String descriptor) {
        super(Opcodes.ASM9, next);
        this.point = point;
        this.owner = owner;
        this.parameters = Type.getArgumentTypes(descriptor);
        this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
        this.result = Type.getReturnType(descriptor);
    }

    private static boolean hasThreadDeath() {
        try {
            Class.forName(THREAD_DEATH.replace('/', '.'));
            return true;
        } catch (ClassNotFoundException removed) {
            return false;
        }
    }

    static MethodVisitor of(MethodVisitor next, HookPoint point, String owner, int access, String descriptor) {
        switch (point.call.moment) {
            case ENTRY:
                return new HookAtEntry(next, point, owner, access, descriptor);
            case RETURN:
                return new HookAtReturn(next, point, owner, access, descriptor);
            default:
                return new HookAtThrow(next, point, owner, access, descriptor);
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(Math.max(maxStack, STACK_OF_CALL), maxLocals);
    }

    /** The call; what it throws goes to {@code stopped} or {@code handler}, with the kept variable as it was. */
    final void call(Label stopped, Label handler, int keptVariable) {
        Label from = new Label();
        Label to = new Label();
        if (HAS_THREAD_DEATH) {
            visitTryCatchBlock(from, to, stopped, THREAD_DEATH);
        }
        visitTryCatchBlock(from, to, handler, THROWABLE);
        visitLabel(from);
        for (Argument argument : point.call.arguments) {
            load(argument, keptVariable);
        }
        visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, point.call.hook, point.call.descriptor(), false);
        visitLabel(to);
    }

    private void load(Argument argument, int keptVariable) {
        switch (argument) {
            case THIS:
                visitVarInsn(Opcodes.ALOAD, 0);
                break;
            case DESCRIPTOR:
            case FIRST:
                visitVarInsn(Opcodes.ALOAD, variable(0));
                break;
            case FIRST_INT:
                visitVarInsn(Opcodes.ILOAD, variable(0));
                break;
            case SECOND_INT:
            case SECOND_BOOLEAN:
                visitVarInsn(Opcodes.ILOAD, variable(1));
                break;
            case RESULT:
            case RESULT_INT:
                visitVarInsn(result.getOpcode(Opcodes.ILOAD), keptVariable);
                break;
            case THROWN:
                visitVarInsn(Opcodes.ALOAD, keptVariable);
                break;
            case RESULT_AS_LONG:
                visitVarInsn(result.getOpcode(Opcodes.ILOAD), keptVariable);
                if (result.getSort() == Type.INT) {
                    super.visitInsn(Opcodes.I2L);
                }
                break;
            case NUMBER:
                visitVarInsn(Opcodes.ALOAD, 0);
                visitFieldInsn(Opcodes.GETFIELD, owner, "fd", "I");
                break;
            case KIND:
                visitIntInsn(Opcodes.BIPUSH, point.kind);
                break;
            case ACCEPTED_KIND:
                visitIntInsn(Opcodes.BIPUSH, point.acceptedKind);
                break;
        }
    }

    private int variable(int parameter) {
        int variable = isStatic ? 0 : 1;
        for (int i = 0; i < parameter; i++) {
            variable += parameters[i].getSize();
        }
        return variable;
    }

    final void storeResult(int variable) {
        if (result.getSort() != Type.VOID) {
            visitVarInsn(result.getOpcode(Opcodes.ISTORE), variable);
        }
    }

    final void returnResult(int variable) {
        if (result.getSort() != Type.VOID) {
            visitVarInsn(result.getOpcode(Opcodes.ILOAD), variable);
        }
        mv.visitInsn(result.getOpcode(Opcodes.IRETURN));
    }

    /** What all the returns have in common: the parameters, and the result on the stack. */
    final void frameAtEnd() {
        Object onStack = frameType(result);
        frame(parameterTypes(), onStack == null ? new Object[0] : new Object[] {onStack});
    }

    /** The parameters and the variable of type {@code kept} (null for none), with nothing between them. */
    final void frameAtHandler(int keptVariable, @Nullable Object kept) {
        List<Object> variables = parameterTypes();
        if (kept != null) {
            for (int i = variable(parameters.length); i < keptVariable; i++) {
                variables.add(Opcodes.TOP);
            }
            variables.add(kept);
        }
        frame(variables, THROWABLE);
    }

    final Type result() {
        return result;
    }

    final void frame(List<Object> variables, Object... stack) {
        visitFrame(Opcodes.F_FULL, variables.size(), variables.toArray(), stack.length, stack);
    }

    final List<Object> parameterTypes() {
        List<Object> types = new ArrayList<>();
        if (!isStatic) {
            types.add(owner);
        }
        for (Type parameter : parameters) {
            types.add(requireNonNull(frameType(parameter)));
        }
        return types;
    }

    /** How a frame names a type; null for void. */
    static @Nullable Object frameType(Type type) {
        switch (type.getSort()) {
            case Type.VOID:
                return null;
            case Type.LONG:
                return Opcodes.LONG;
            case Type.FLOAT:
                return Opcodes.FLOAT;
            case Type.DOUBLE:
                return Opcodes.DOUBLE;
            case Type.ARRAY:
            case Type.OBJECT:
                return type.getInternalName();
            default:
                return Opcodes.INTEGER;
        }
    }
}
