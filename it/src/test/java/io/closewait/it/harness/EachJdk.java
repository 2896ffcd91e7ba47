package io.closewait.it.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A test that runs once for each JDK of {@link Jdks}; the {@link Jdk} is its first parameter. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}", allowZeroInvocations = true)
@ArgumentsSource(EachJdk.Provider.class)
@ExtendWith(OutputOnFailure.class)
public @interface EachJdk {
    /** The oldest feature version that the test is for. */
    int from() default 0;

    /** The newest feature version that the test is for. */
    int to() default Integer.MAX_VALUE;

    /** Hands out the JDKs. */
    final class Provider implements ArgumentsProvider, AnnotationConsumer<EachJdk> {
        private int from;
        private int to;

        @Override
        public void accept(EachJdk annotation) {
            from = annotation.from();
            to = annotation.to();
        }

        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, org.junit.jupiter.api.extension.ExtensionContext context) {
            return Jdks.used().stream()
                    .filter(jdk -> jdk.feature() >= from && jdk.feature() <= to)
                    .map(Arguments::of);
        }
    }
}
