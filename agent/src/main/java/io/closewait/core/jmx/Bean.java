package io.closewait.core.jmx;

import io.closewait.core.diagnose.Metric;
import io.closewait.core.diagnose.Totals;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ReflectionException;
import javax.management.StandardEmitterMBean;
import org.jspecify.annotations.Nullable;

/**
 * What is registered: the attributes and operations of {@link ClosewaitMXBean} with their descriptions, and an attribute for each
 * {@link Metric}. Its types are open types already; it is a standard MBean because an MXBean would map tables, too, by their getters.
 */
final class Bean extends StandardEmitterMBean {
    private final Closewait closewait;
    private final Map<String, Metric> metrics = new LinkedHashMap<>();

    Bean(Closewait closewait, Notifier notifier) {
        super(closewait, ClosewaitMXBean.class, false, notifier);
        this.closewait = closewait;
        for (Metric metric : Metric.values()) {
            metrics.put(metric.attribute(), metric);
            if (!metric.formerAttribute().isEmpty()) {
                metrics.put(metric.formerAttribute(), metric);
            }
        }
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException, MBeanException, ReflectionException {
        Metric metric = metrics.get(name);
        return metric == null ? super.getAttribute(name) : value(metric, closewait.totals());
    }

    /** Those that are asked for together are of one report. */
    @Override
    public AttributeList getAttributes(String[] names) {
        return closewait.ofOneReport(() -> {
            AttributeList values = new AttributeList();
            for (String name : names) {
                Metric metric = metrics.get(name);
                if (metric == null) {
                    values.addAll(super.getAttributes(new String[] {name}));
                } else {
                    values.add(new Attribute(name, value(metric, closewait.totals())));
                }
            }
            return values;
        });
    }

    private static Number value(Metric metric, Totals totals) {
        return metric.attributeValue(totals.value(metric));
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanInfo info = super.getMBeanInfo();
        List<MBeanAttributeInfo> attributes = new ArrayList<>();
        Collections.addAll(attributes, info.getAttributes());
        metrics.forEach((name, metric) -> {
            boolean isFormer = !name.equals(metric.attribute());
            String description = isFormer
                    ? "Former name of " + metric.attribute() + ", kept for one release"
                    : capitalized(metric.description());
            attributes.add(new MBeanAttributeInfo(name, metric.type().getName(), description, true, false, false));
        });
        return new MBeanInfo(
                info.getClassName(),
                info.getDescription(),
                attributes.toArray(new MBeanAttributeInfo[0]),
                info.getConstructors(),
                info.getOperations(),
                info.getNotifications(),
                info.getDescriptor());
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return "Sockets whose peer has gone and that this JVM keeps open. Numbers are at most a second old;"
                + " names that end in Total only grow.";
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        String description = said(method("get" + info.getName())).value();
        return info.isWritable() ? "Writable. " + description : description;
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        Description said = said(method(info.getName()));
        return said.isAction() ? "Action. " + said.value() : said.value();
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return said(method(info.getName())).isAction() ? MBeanOperationInfo.ACTION : MBeanOperationInfo.INFO;
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return said(operation, sequence).value();
    }

    @Override
    protected String getParameterName(MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return said(operation, sequence).name();
    }

    private static Method method(String name) {
        for (Method method : ClosewaitMXBean.class.getMethods()) {
            if (method.getName().equals(name)) {
                return method; // none is overloaded
            }
        }
        throw new IllegalStateException("no " + name);
    }

    private static Description said(Method method) {
        return described(method.getAnnotation(Description.class), method);
    }

    private static Description said(MBeanOperationInfo operation, int parameter) {
        Method method = method(operation.getName());
        for (Annotation annotation : method.getParameterAnnotations()[parameter]) {
            if (annotation instanceof Description) {
                return (Description) annotation;
            }
        }
        return described(null, method);
    }

    private static Description described(@Nullable Description description, Method method) {
        if (description == null) {
            throw new IllegalStateException("no description of " + method);
        }
        return description;
    }
}
