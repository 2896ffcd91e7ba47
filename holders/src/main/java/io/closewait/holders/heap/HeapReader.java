package io.closewait.holders.heap;

import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.LongObjectHashMap;
import io.closewait.holders.heap.HeapClass.DeclaredField;
import io.closewait.holders.heap.Root.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import shark.GcRoot;
import shark.HprofRecord.HeapDumpRecord.ObjectRecord.ClassDumpRecord;
import shark.HprofRecordReader;
import shark.HprofRecordTag;
import shark.ValueHolder.ReferenceHolder;

/** Reads in one pass what is kept of a dump: classes, their static fields, the roots. */
final class HeapReader {
    private final HeapFile file;
    private final LongObjectHashMap<String> strings = new LongObjectHashMap<>();
    private final LongObjectHashMap<String> classNames = new LongObjectHashMap<>();
    private final IntObjectHashMap<String> classNamesBySerial = new IntObjectHashMap<>();
    private final List<ClassDumpRecord> classDumps = new ArrayList<>();
    private final LongObjectHashMap<Frame> frames = new LongObjectHashMap<>();
    private final IntObjectHashMap<long[]> stacks = new IntObjectHashMap<>();
    private final IntObjectHashMap<Integer> stackOfThread = new IntObjectHashMap<>();
    private final List<GcRoot> gcRoots = new ArrayList<>();
    private final List<HeapField> fields = new ArrayList<>();

    HeapReader(HeapFile file) {
        this.file = file;
    }

    Heap read() throws IOException {
        EnumSet<HprofRecordTag> tags = EnumSet.of(
                HprofRecordTag.STRING_IN_UTF8,
                HprofRecordTag.LOAD_CLASS,
                HprofRecordTag.CLASS_DUMP,
                HprofRecordTag.STACK_FRAME,
                HprofRecordTag.STACK_TRACE,
                HprofRecordTag.ROOT_JAVA_FRAME,
                HprofRecordTag.ROOT_THREAD_OBJECT,
                HprofRecordTag.ROOT_JNI_GLOBAL,
                HprofRecordTag.ROOT_JNI_LOCAL,
                HprofRecordTag.ROOT_NATIVE_STACK,
                HprofRecordTag.ROOT_MONITOR_USED,
                HprofRecordTag.ROOT_THREAD_BLOCK,
                HprofRecordTag.ROOT_UNKNOWN);
        file.read(tags, this::record);
        List<HeapClass> classes = classes();
        LongObjectHashMap<HeapClass> byId = new LongObjectHashMap<>();
        classes.forEach(type -> byId.put(type.id(), type));
        for (int i = 0; i < classes.size(); i++) {
            ClassDumpRecord dump = classDumps.get(i);
            classes.get(i).parent(byId.get(dump.getSuperclassId()));
            statics(classes.get(i), dump);
        }
        return new Heap(file, classes, fields, byId, roots());
    }

    private void record(HprofRecordTag tag, long length, HprofRecordReader in) {
        switch (tag) {
            case STRING_IN_UTF8 -> {
                var string = in.readStringRecord(length);
                strings.put(string.getId(), string.getString());
            }
            case LOAD_CLASS -> {
                var loaded = in.readLoadClassRecord();
                String name = string(loaded.getClassNameStringId()).replace('/', '.');
                classNames.put(loaded.getId(), name);
                classNamesBySerial.put(loaded.getClassSerialNumber(), name);
            }
            case CLASS_DUMP -> classDumps.add(in.readClassDumpRecord());
            case STACK_FRAME -> {
                var frame = in.readStackFrameRecord();
                String className = classNamesBySerial.getOrDefault(frame.getClassSerialNumber(), "?");
                frames.put(
                        frame.getId(),
                        new Frame(className, string(frame.getMethodNameStringId()), frame.getLineNumber()));
            }
            case STACK_TRACE -> {
                var stack = in.readStackTraceRecord();
                stacks.put(stack.getStackTraceSerialNumber(), stack.getStackFrameIds());
            }
            case ROOT_THREAD_OBJECT -> {
                var thread = in.readThreadObjectGcRootRecord();
                stackOfThread.put(thread.getThreadSerialNumber(), thread.getStackTraceSerialNumber());
                gcRoots.add(thread);
            }
            case ROOT_JAVA_FRAME -> gcRoots.add(in.readJavaFrameGcRootRecord());
            case ROOT_JNI_GLOBAL -> gcRoots.add(in.readJniGlobalGcRootRecord());
            case ROOT_JNI_LOCAL -> gcRoots.add(in.readJniLocalGcRootRecord());
            case ROOT_NATIVE_STACK -> gcRoots.add(in.readNativeStackGcRootRecord());
            case ROOT_MONITOR_USED -> gcRoots.add(in.readMonitorUsedGcRootRecord());
            case ROOT_THREAD_BLOCK -> gcRoots.add(in.readThreadBlockGcRootRecord());
            case ROOT_UNKNOWN -> gcRoots.add(in.readUnknownGcRootRecord());
            default -> throw new IllegalStateException("not asked for: " + tag);
        }
    }

    private String string(long id) {
        return strings.getOrDefault(id, "?");
    }

    private List<HeapClass> classes() {
        List<HeapClass> classes = new ArrayList<>(classDumps.size());
        for (ClassDumpRecord dump : classDumps) {
            List<DeclaredField> declared = new ArrayList<>();
            HeapClass type =
                    new HeapClass(classes.size(), dump.getId(), classNames.getOrDefault(dump.getId(), "?"), declared);
            for (var field : dump.getFields()) {
                String name = string(field.getNameStringId());
                boolean isReference = HeapClass.isReference(field.getType());
                declared.add(new DeclaredField(name, field.getType(), isReference ? field(type, name, false) : null));
            }
            classes.add(type);
        }
        return classes;
    }

    private HeapField field(HeapClass declaredBy, String name, boolean isStatic) {
        HeapField field = new HeapField(fields.size(), declaredBy, name, isStatic);
        fields.add(field);
        return field;
    }

    private void statics(HeapClass type, ClassDumpRecord dump) {
        for (var field : dump.getStaticFields()) {
            // In angle brackets is what HotSpot adds for itself: resolved references, signers, the class loader.
            String name = string(field.getNameStringId());
            if (field.getValue() instanceof ReferenceHolder value && !value.isNull() && !name.startsWith("<")) {
                type.addStatic(field(type, name, true), value.getValue());
            }
        }
    }

    private LongObjectHashMap<Root> roots() {
        LongObjectHashMap<Root> roots = new LongObjectHashMap<>();
        for (GcRoot root : gcRoots) {
            Root found = root(root);
            Root known = roots.get(root.getId());
            if (known == null || found.kind().compareTo(known.kind()) < 0) {
                roots.put(root.getId(), found);
            }
        }
        return roots;
    }

    private Root root(GcRoot root) {
        if (root instanceof GcRoot.JavaFrame local) {
            return new Root(Root.Kind.LOCAL, frame(local.getThreadSerialNumber(), local.getFrameNumber()));
        } else if (root instanceof GcRoot.ThreadObject) {
            return new Root(Root.Kind.THREAD, null);
        } else if (root instanceof GcRoot.JniLocal local) {
            return new Root(Root.Kind.NATIVE, frame(local.getThreadSerialNumber(), local.getFrameNumber()));
        } else if (root instanceof GcRoot.JniGlobal || root instanceof GcRoot.NativeStack) {
            return new Root(Root.Kind.NATIVE, null);
        } else if (root instanceof GcRoot.MonitorUsed) {
            return new Root(Root.Kind.MONITOR, null);
        }
        return new Root(Root.Kind.OTHER, null);
    }

    private @Nullable Frame frame(int thread, int number) {
        Integer stack = stackOfThread.get(thread);
        long[] ids = stack == null ? null : stacks.get(stack);
        return ids == null || number < 0 || number >= ids.length ? null : frames.get(ids[number]);
    }
}
