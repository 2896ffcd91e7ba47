package io.closewait.holders.heap;

import com.carrotsearch.hppc.LongObjectHashMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import shark.HprofRecordReader;
import shark.HprofRecordTag;

/** The objects of a dump. Only classes and roots are kept in memory; objects are handed out one after the other. */
public final class Heap {
    private static final Set<HprofRecordTag> OBJECTS =
            EnumSet.of(HprofRecordTag.INSTANCE_DUMP, HprofRecordTag.OBJECT_ARRAY_DUMP);

    private final HeapFile file;
    private final List<HeapClass> classes;
    private final List<HeapField> fields;
    private final LongObjectHashMap<HeapClass> byId;
    private final LongObjectHashMap<Root> roots;

    Heap(
            HeapFile file,
            List<HeapClass> classes,
            List<HeapField> fields,
            LongObjectHashMap<HeapClass> byId,
            LongObjectHashMap<Root> roots) {
        this.file = file;
        this.classes = classes;
        this.fields = fields;
        this.byId = byId;
        this.roots = roots;
    }

    /** Reads classes and roots. */
    public static Heap open(Path path) throws IOException {
        return new HeapReader(HeapFile.open(path)).read();
    }

    /** By their index. */
    public List<HeapClass> classes() {
        return classes;
    }

    /** By their index. */
    public List<HeapField> fields() {
        return fields;
    }

    /** Why this object is held by itself, or null. */
    public @Nullable Root root(long object) {
        return roots.get(object);
    }

    /** What is told of an object's references. */
    public interface ReferenceVisitor {
        /** @param field null for an element of an array */
        void reference(long holder, HeapClass holderClass, @Nullable HeapField field, long held);
    }

    /**
     * Tells of every reference of the heap once, static fields first.
     *
     * @param wanted by a class's index, whether the references of its instances are wanted
     * @param isWanted by a field's index
     */
    public void references(boolean[] wanted, boolean[] isWanted, ReferenceVisitor visitor) throws IOException {
        for (HeapClass type : classes) {
            for (HeapClass.StaticReference reference : type.statics()) {
                if (isWanted[reference.field().index()]) {
                    visitor.reference(type.id(), type, reference.field(), reference.value());
                }
            }
        }
        file.read(OBJECTS, (tag, length, in) -> {
            long id = in.readId();
            in.readInt();
            if (tag == HprofRecordTag.INSTANCE_DUMP) {
                HeapClass type = byId.get(in.readId());
                int bytes = in.readInt();
                if (type == null || !wanted[type.index()]) {
                    in.skip(bytes);
                } else {
                    instance(id, type, in.readByteArray(bytes), isWanted, visitor);
                }
            } else {
                array(id, in, wanted, visitor);
            }
        });
    }

    private void instance(long id, HeapClass type, byte[] bytes, boolean[] isWanted, ReferenceVisitor visitor) {
        HeapClass.Layout layout = type.layout(file.identifierBytes());
        int[] offsets = layout.offsets();
        for (int i = 0; i < offsets.length; i++) {
            HeapField field = layout.fields()[i];
            if (isWanted[field.index()]) {
                long held = identifier(bytes, offsets[i]);
                if (held != 0) {
                    visitor.reference(id, type, field, held);
                }
            }
        }
    }

    /** Element by element: an array may be larger than our memory. */
    private void array(long id, HprofRecordReader in, boolean[] wanted, ReferenceVisitor visitor) {
        int length = in.readInt();
        HeapClass type = byId.get(in.readId());
        if (type == null || !wanted[type.index()]) {
            in.skip((long) length * file.identifierBytes());
            return;
        }
        for (int i = 0; i < length; i++) {
            long held = in.readId();
            if (held != 0) {
                visitor.reference(id, type, null, held);
            }
        }
    }

    /** The instances of the classes that are picked. */
    public void instances(Predicate<HeapClass> picked, java.util.function.Consumer<HeapInstance> visitor)
            throws IOException {
        boolean[] wanted = new boolean[classes.size()];
        for (HeapClass type : classes) {
            wanted[type.index()] = picked.test(type);
        }
        file.read(EnumSet.of(HprofRecordTag.INSTANCE_DUMP), (tag, length, in) -> {
            long id = in.readId();
            in.readInt();
            HeapClass type = byId.get(in.readId());
            int bytes = in.readInt();
            if (type == null || !wanted[type.index()]) {
                in.skip(bytes);
            } else {
                visitor.accept(new HeapInstance(id, type, in.readByteArray(bytes), file.identifierBytes()));
            }
        });
    }

    private long identifier(byte[] bytes, int offset) {
        return HeapInstance.identifier(ByteBuffer.wrap(bytes), offset, file.identifierBytes());
    }
}
