package io.closewait.holders.heap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class of the dumped JVM: its name, and where in an instance's bytes its fields are. */
public final class HeapClass {
    private static final byte[] BYTES_BY_TYPE = {0, 0, 0, 0, 1, 2, 4, 8, 1, 2, 4, 8};
    private static final int OBJECT = 2;

    private final int index;
    private final long id;
    private final String name;
    private final List<DeclaredField> declared;
    private final List<StaticReference> statics = new ArrayList<>();
    private @Nullable HeapClass parent;
    private @Nullable Layout layout;

    HeapClass(int index, long id, String name, List<DeclaredField> declared) {
        this.index = index;
        this.id = id;
        this.name = name;
        this.declared = declared;
    }

    /** A field and its type, as the dump numbers types. */
    record DeclaredField(String name, int type, @Nullable HeapField reference) {}

    /** A static field that is not null. */
    public record StaticReference(HeapField field, long value) {}

    /** Where the references of an instance are. */
    @SuppressWarnings("ArrayRecordComponent") // read for every object of a dump, and never compared
    record Layout(int[] offsets, HeapField[] fields) {}

    void parent(@Nullable HeapClass superclass) {
        parent = superclass;
    }

    void addStatic(HeapField field, long value) {
        statics.add(new StaticReference(field, value));
    }

    /** Its place among all classes. */
    public int index() {
        return index;
    }

    public long id() {
        return id;
    }

    /** As in source, but for {@code []} and {@code $}. */
    public String name() {
        return name;
    }

    public List<StaticReference> statics() {
        return statics;
    }

    /** Whether it or one of its superclasses has this name, or ends so after {@code *}. */
    public boolean is(ClassPattern pattern) {
        for (HeapClass type = this; type != null; type = type.parent) {
            if (pattern.matches(type.name)) {
                return true;
            }
        }
        return false;
    }

    /** Offsets in an instance's bytes of the fields with references: its own first, then those of its superclasses. */
    Layout layout(int identifierBytes) {
        Layout ready = layout;
        if (ready == null) {
            List<Integer> offsets = new ArrayList<>();
            List<HeapField> fields = new ArrayList<>();
            int offset = 0;
            for (HeapClass type = this; type != null; type = type.parent) {
                for (DeclaredField field : type.declared) {
                    if (field.reference() != null) {
                        offsets.add(offset);
                        fields.add(field.reference());
                    }
                    offset += bytes(field.type(), identifierBytes);
                }
            }
            ready = new Layout(
                    offsets.stream().mapToInt(Integer::intValue).toArray(), fields.toArray(HeapField[]::new));
            layout = ready;
        }
        return ready;
    }

    /** Where this field is in an instance's bytes; -1 if it has none of this name. */
    int offset(String field, int identifierBytes) {
        int offset = 0;
        for (HeapClass type = this; type != null; type = type.parent) {
            for (DeclaredField declaredField : type.declared) {
                if (declaredField.name().equals(field)) {
                    return offset;
                }
                offset += bytes(declaredField.type(), identifierBytes);
            }
        }
        return -1;
    }

    static boolean isReference(int type) {
        return type == OBJECT;
    }

    private static int bytes(int type, int identifierBytes) {
        return type == OBJECT ? identifierBytes : BYTES_BY_TYPE[type];
    }

    @Override
    public String toString() {
        return name;
    }
}
