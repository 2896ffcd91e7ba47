package io.closewait.it.neighbour;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/** An agent as there are many: weaves an advice into the JDK's sockets, and says at the end whether it was called. */
public final class Onlooker {
    private Onlooker() {}

    public static void premain(String options, Instrumentation instrumentation) {
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .ignore(none())
                .type(namedOneOf(
                        "sun.nio.ch.NioSocketImpl", "sun.nio.ch.SocketChannelImpl", "sun.nio.ch.SocketDispatcher"))
                .transform((builder, type, loader, module, domain) -> builder.visit(Advice.to(Noting.class)
                        .on(isMethod().and(named("connect").or(named("close")).or(named("read"))))))
                .installOn(instrumentation);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> System.out.println("onlooker: " + System.getProperty("onlooker", "saw nothing"))));
    }

    /** What is woven. */
    static final class Noting {
        private Noting() {}

        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void entered() {
            System.setProperty("onlooker", "saw sockets");
        }
    }
}
