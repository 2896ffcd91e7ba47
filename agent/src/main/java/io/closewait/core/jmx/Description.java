package io.closewait.core.jmx;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a JMX console shows of an attribute (on its getter), an operation or a parameter. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
@interface Description {
    String value();

    /** A parameter's name: the compiled interface has none. */
    String name() default "";

    /** Whether an operation changes something in the JVM; those that only read are the others. */
    boolean isAction() default false;
}
