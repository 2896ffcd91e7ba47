package io.closewait.it.programs;

import java.io.IOException;
import java.util.Date;

/** Sets its time zone late, and then prints the time, as an application's first line of log does. */
public final class ChoosesItsZone {
    private ChoosesItsZone() {}

    @SuppressWarnings("JavaUtilDate") // it is printed in the zone that was chosen
    public static void main(String[] arguments) throws IOException {
        System.out.println("waiting");
        Waiting.forTheTest();
        System.setProperty("user.timezone", arguments[0]);
        System.out.println("it is " + new Date());
        Waiting.forTheTest();
    }
}
