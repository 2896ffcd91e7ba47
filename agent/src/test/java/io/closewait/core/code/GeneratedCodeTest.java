package io.closewait.core.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedCodeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Shop$$Lambda/0x00007f1c2c0a1230",
                "com.acme.Shop$$Lambda$14/1234",
                "com.acme.Shop/0x0000000800c03000",
                "java.lang.invoke.LambdaForm$MH/0x1",
                "java.lang.invoke.LambdaForm$DMH",
                "jdk.proxy2.$Proxy17",
                "com.sun.proxy.$Proxy3",
                "$Proxy9",
                "jdk.internal.reflect.GeneratedMethodAccessor12",
                "sun.reflect.GeneratedConstructorAccessor1",
                "com.acme.Shop$$EnhancerBySpringCGLIB$$1a2b",
                "com.acme.Shop$$SpringCGLIB$$0",
                "com.acme.Shop$HibernateProxy$abc",
                "com.acme.Shop$ByteBuddy$xyz",
                "com.acme.Shop_$$_jvst123",
                "com.acme.Shop_ClientProxy",
                "com.acme.Shop_Subclass"
            })
    void what_tools_make_at_run_time_is_known_by_its_name(String name) {
        assertThat(GeneratedCode.is(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Shop",
                "com.acme.Shop$Cart",
                "com.acme.Shop$1",
                "com.acme.ProxyFactory",
                "com.acme.LambdaShop",
                "com.acme.Subclass"
            })
    void what_people_write_is_not(String name) {
        assertThat(GeneratedCode.is(name)).isFalse();
    }
}
