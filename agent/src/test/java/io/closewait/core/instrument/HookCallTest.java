package io.closewait.core.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.hooks.SocketHooks;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HookCallTest {
    /** Names and types are text in the table: nothing but this would notice a hook that was renamed. */
    @ParameterizedTest
    @EnumSource
    void every_call_names_a_hook_and_its_parameters(HookCall call) {
        List<String> hooks = Arrays.stream(SocketHooks.class.getMethods())
                .map(hook -> hook.getName()
                        + MethodType.methodType(hook.getReturnType(), hook.getParameterTypes())
                                .toMethodDescriptorString())
                .toList();

        assertThat(hooks).contains(call.hook + call.descriptor());
    }
}
