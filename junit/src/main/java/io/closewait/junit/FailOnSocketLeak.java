package io.closewait.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test that leaves a socket open although its peer has closed the connection, or to the garbage collector. On a class it holds for all of its tests,
 * nested ones included, and for the class as a whole; on a method for that test alone.
 *
 * @see SocketLeakExtension
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(SocketLeakExtension.class)
public @interface FailOnSocketLeak {
    /** How long after the end of the test, and after its peer has left, a socket may stay open; in milliseconds. */
    long leakAfterMillis() default SocketLeakExtension.DEFAULT_LEAK_AFTER_MILLIS;

    /**
     * Sockets that are ignored: {@code frame:}, {@code peer:} or {@code port:} and a text with {@code *}, as in the agent's
     * option {@code exclude}; {@code frame:com.acme.Cache.*}, {@code peer:10.0.0.*:6379}.
     */
    String[] exclude() default {};

    /**
     * Whether a failure also says who holds the sockets: by which fields they are reached. The JVM writes a heap dump for it, which
     * is removed again. Needs {@code closewait-holders} on the class path, and Java 17. The system property
     * {@value SocketLeakExtension#HOLDERS_PROPERTY} switches it on for all tests.
     */
    boolean holders() default false;
}
