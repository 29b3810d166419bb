package io.videocatalog.console;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes compiled snippets fit to run here. They are compiled against entities as the source has them, with public fields;
 * Panache has since made the fields protected, given them accessors, and told the application's own classes to use these.
 * Snippets also learn to stop: Java has no way to end a thread from outside.
 */
final class SnippetCode extends ClassVisitor {

    /** Where a class file tells its version. */
    private static final int VERSION = 7;

    private final ClassLoader application;

    private SnippetCode(ClassWriter adapted, ClassLoader application) {
        super(Opcodes.ASM9, adapted);
        this.application = application;
    }

    static byte[] adapt(byte[] compiled, ClassLoader application) {
        // What is looked for here is the same in class files that are newer than the library that reads them.
        byte[] readable = compiled.clone();
        readable[VERSION] = (byte) Math.min(compiled[VERSION], Opcodes.V26);
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(readable).accept(new SnippetCode(writer, application), 0);
        byte[] adapted = writer.toByteArray();
        adapted[VERSION] = compiled[VERSION];
        return adapted;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        return new MethodCode(super.visitMethod(access, name, descriptor, signature, exceptions));
    }

    private final class MethodCode extends MethodVisitor {

        private final Set<Label> passed = new HashSet<>();

        MethodCode(MethodVisitor adapted) {
            super(Opcodes.ASM9, adapted);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            checkStop();
        }

        @Override
        public void visitLabel(Label label) {
            super.visitLabel(label);
            passed.add(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (passed.contains(label)) {
                checkStop();
            }
            super.visitJumpInsn(opcode, label);
        }

        private void checkStop() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, Type.getInternalName(Stop.class), "check", "()V", false);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
            if (isStatic || owner.startsWith(SnippetLoader.PATH) || isPublic(owner, name)) {
                super.visitFieldInsn(opcode, owner, name, descriptor);
            } else if (opcode == Opcodes.GETFIELD) {
                String prefix = descriptor.equals("Z") ? "is" : "get";
                super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, prefix + suffix(name), "()" + descriptor, false);
            } else {
                super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, "set" + suffix(name), "(" + descriptor + ")V", false);
            }
        }
    }

    private boolean isPublic(String owner, String field) {
        try {
            Class.forName(owner.replace('/', '.'), false, application).getField(field);
            return true;
        } catch (ClassNotFoundException | NoSuchFieldException e) {
            return false;
        }
    }

    // As Panache names accessors: a second letter in upper case leaves the first as it is.
    private static String suffix(String field) {
        boolean kept = field.length() > 1 && Character.isUpperCase(field.charAt(1));
        return kept ? field : Character.toUpperCase(field.charAt(0)) + field.substring(1);
    }
}
