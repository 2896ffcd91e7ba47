package io.closewait.core.code;

import java.util.regex.Pattern;

/** Classes that were made at run time around somebody's code. They are known by the names that their makers give them. */
final class GeneratedCode {
    private static final Pattern NAME = Pattern.compile(
            "\\$\\$Lambda" // the JDK's lambdas
                    + "|/0x|/\\d+$" // hidden classes (JDK 15 and later), anonymous ones (up to 14)
                    + "|(^|[.])\\$Proxy\\d+$|^jdk\\.proxy\\d+\\.|^com\\.sun\\.proxy\\." // java.lang.reflect.Proxy
                    + "|Generated(Method|Constructor|SerializationConstructor)Accessor\\d*$" // reflection, up to JDK 21
                    + "|\\$\\$(EnhancerBy|FastClassBy|SpringCGLIB|KeyFactoryBy)" // CGLIB
                    + "|\\$ByteBuddy\\$|\\$MockitoMock\\$|\\$HibernateProxy\\$" // Byte Buddy
                    + "|_\\$\\$_(jvst|javassist|Weld)" // Javassist
                    + "|_ClientProxy$|_Subclass$" // Quarkus
                    + "|^java\\.lang\\.invoke\\.LambdaForm");

    private GeneratedCode() {}

    static boolean is(String className) {
        return NAME.matcher(className).find();
    }
}
