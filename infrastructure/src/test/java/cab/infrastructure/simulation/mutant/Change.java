package cab.infrastructure.simulation.mutant;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/**
 * One change to one method of a compiled class, the lambdas inside it included. Calls are named by the simple name of
 * their owner, such as {@code Broker.place}. Immutable.
 *
 * @param className the class it changes
 * @param method the method it changes, in all its overloads
 * @param edit what is done there
 */
record Change(String className, String method, Edit edit) {

    /** What is done to a method. */
    sealed interface Edit {

        /** Nothing is done; the answer is nothing, false, zero or null. */
        record Empty() implements Edit {}

        /** The answer is always this one; 0 and 1 stand for false and true. */
        record Returns(int answer) implements Edit {}

        /** A call is not made; what it would have answered is nothing, false, zero or null. */
        record Skips(String call) implements Edit {}

        /** A call is not made; its answer is always this one. */
        record Answers(String call, int answer) implements Edit {}

        /** A method of {@link Defects} is called instead: with the receiver, the arguments, and, if it wants, this. */
        record Calls(String call, String defect) implements Edit {}

        /** One constant stands where another stood. */
        record Constant(int from, int to) implements Edit {}
    }

    /** Begins a change of {@code method} of a class of the application, such as {@code execution.Book}. */
    static Place in(String applicationClass, String method) {
        return new Place("cab.application." + applicationClass, method);
    }

    /** Begins a change of {@code method} of a class of the domain, such as {@code protection.ProtectiveStop}. */
    static Place inDomain(String domainClass, String method) {
        return new Place("cab.domain." + domainClass, method);
    }

    /** Where a change is made. */
    record Place(String className, String method) {

        Change doesNothing() {
            return new Change(className, method, new Edit.Empty());
        }

        Change returns(boolean answer) {
            return new Change(className, method, new Edit.Returns(answer ? 1 : 0));
        }

        Change skips(String call) {
            return new Change(className, method, new Edit.Skips(call));
        }

        Change answers(String call, boolean answer) {
            return answers(call, answer ? 1 : 0);
        }

        Change answers(String call, int answer) {
            return new Change(className, method, new Edit.Answers(call, answer));
        }

        Change calls(String call, String defect) {
            return new Change(className, method, new Edit.Calls(call, defect));
        }

        Change constant(int from, int to) {
            return new Change(className, method, new Edit.Constant(from, to));
        }
    }

    /**
     * The class with this change.
     *
     * @throws IllegalStateException when there is nothing to change: a mutant that changes nothing proves nothing
     */
    byte[] applyTo(byte[] original, ClassLoader loader) {
        ClassFile classFile =
                ClassFile.of(ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)));
        int[] changed = new int[1];
        byte[] mutated = classFile.transformClass(classFile.parse(original), (builder, element) -> {
            if (element instanceof MethodModel found && isHere(found)) {
                builder.transformMethod(found, transform(found, changed));
            } else {
                builder.with(element);
            }
        });
        if (changed[0] == 0) {
            throw new IllegalStateException("nothing to change in " + className + "." + method + ": " + edit);
        }
        return mutated;
    }

    private boolean isHere(MethodModel found) {
        String name = found.methodName().stringValue();
        return found.code().isPresent() && (name.equals(method) || name.startsWith("lambda$" + method + "$"));
    }

    private MethodTransform transform(MethodModel found, int[] changed) {
        return switch (edit) {
            case Edit.Empty _ -> body(found, 0, changed);
            case Edit.Returns(int answer) -> body(found, answer, changed);
            case Edit.Skips _, Edit.Answers _, Edit.Calls _, Edit.Constant _ ->
                MethodTransform.transformingCode((code, element) -> {
                    if (isTarget(element)) {
                        changed[0]++;
                        replace(code, element);
                    } else {
                        code.with(element);
                    }
                });
        };
    }

    private MethodTransform body(MethodModel found, int answer, int[] changed) {
        // What a lambda inside does is out of reach when its method does nothing.
        if (!found.methodName().equalsString(method)) {
            return MethodTransform.ACCEPT_ALL;
        }
        return (builder, element) -> {
            if (element instanceof CodeModel) {
                changed[0]++;
                TypeKind kind = TypeKind.from(found.methodTypeSymbol().returnType());
                builder.withCode(code -> {
                    push(code, kind, answer);
                    code.return_(kind);
                });
            } else {
                builder.with(element);
            }
        };
    }

    private boolean isTarget(CodeElement element) {
        return switch (edit) {
            case Edit.Empty _, Edit.Returns _ -> false;
            case Edit.Skips(String call) -> isCall(element, call);
            case Edit.Answers(String call, int _) -> isCall(element, call);
            case Edit.Calls(String call, String _) -> isCall(element, call);
            case Edit.Constant(int from, int _) ->
                element instanceof ConstantInstruction constant
                        && constant.constantValue().equals(from);
        };
    }

    private static boolean isCall(CodeElement element, String call) {
        if (!(element instanceof InvokeInstruction invoked)) {
            return false;
        }
        String owner = invoked.owner().asInternalName();
        String simpleName = owner.substring(Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$')) + 1);
        return call.equals(simpleName + "." + invoked.name().stringValue());
    }

    private void replace(CodeBuilder code, CodeElement element) {
        if (edit instanceof Edit.Constant(int _, int to)) {
            code.loadConstant(to);
        } else if (element instanceof InvokeInstruction invoked) {
            replaceCall(code, invoked);
        }
    }

    private void replaceCall(CodeBuilder code, InvokeInstruction invoked) {
        if (edit instanceof Edit.Calls(String _, String defect)) {
            callDefect(code, invoked, defect);
            return;
        }
        MethodTypeDesc type = invoked.typeSymbol();
        for (int parameter = type.parameterCount() - 1; parameter >= 0; parameter--) {
            if (TypeKind.from(type.parameterType(parameter)).slotSize() == 2) {
                code.pop2();
            } else {
                code.pop();
            }
        }
        if (invoked.opcode() != Opcode.INVOKESTATIC) {
            code.pop();
        }
        push(code, TypeKind.from(type.returnType()), edit instanceof Edit.Answers(String _, int answer) ? answer : 0);
    }

    private static void push(CodeBuilder code, TypeKind kind, int answer) {
        switch (kind) {
            case VOID -> {}
            case BOOLEAN, BYTE, CHAR, SHORT, INT -> code.loadConstant(answer);
            case LONG -> code.loadConstant((long) answer);
            case FLOAT -> code.loadConstant((float) answer);
            case DOUBLE -> code.loadConstant((double) answer);
            case REFERENCE -> code.aconst_null();
        }
    }

    private static void callDefect(CodeBuilder code, InvokeInstruction invoked, String defect) {
        List<Method> named = Arrays.stream(Defects.class.getDeclaredMethods())
                .filter(each -> each.getName().equals(defect))
                .toList();
        if (named.size() != 1) {
            throw new IllegalStateException("there must be one defect " + defect + ", were " + named.size());
        }
        Method instead = named.getFirst();
        MethodTypeDesc type = MethodTypeDesc.of(
                descOf(instead.getReturnType()),
                Arrays.stream(instead.getParameterTypes()).map(Change::descOf).toArray(ClassDesc[]::new));
        int onStack = invoked.typeSymbol().parameterCount() + (invoked.opcode() == Opcode.INVOKESTATIC ? 0 : 1);
        if (type.parameterCount() == onStack + 1) {
            code.aload(0);
        }
        code.invokestatic(descOf(Defects.class), defect, type);
    }

    private static ClassDesc descOf(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }
}
