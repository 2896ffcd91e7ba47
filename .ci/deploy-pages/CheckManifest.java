import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/** Compares a manifest with Kubernetes' model, as a client library has it: a field that the model does not know is an error. */
final class CheckManifest {
    private int unknown;

    public static void main(String[] args) throws Exception {
        Object manifest = new KubernetesSerialization().unmarshal(Files.readString(Path.of(args[0])));
        CheckManifest check = new CheckManifest();
        check.walk(manifest, manifest.getClass().getSimpleName());
        System.exit(check.unknown == 0 ? 0 : 1);
    }

    private void walk(Object part, String path) throws ReflectiveOperationException {
        if (part instanceof Collection<?> list) {
            for (Object element : list) {
                walk(element, path + "[]");
            }
        } else if (part != null && part.getClass().getName().startsWith("io.fabric8.")) {
            for (Method getter : part.getClass().getMethods()) {
                if (getter.getName().startsWith("get") && getter.getParameterCount() == 0) {
                    readField(getter.getName().substring(3), getter.invoke(part), path);
                }
            }
        }
    }

    private void readField(String name, Object value, String path) throws ReflectiveOperationException {
        if (!name.equals("AdditionalProperties")) {
            walk(value, path + "." + name);
        } else if (value instanceof Map<?, ?> fields && !fields.isEmpty()) {
            unknown++;
            System.err.println(path + " has fields that Kubernetes does not know: " + fields.keySet());
        }
    }
}
