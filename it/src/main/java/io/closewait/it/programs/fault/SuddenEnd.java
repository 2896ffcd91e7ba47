package io.closewait.it.programs.fault;

import java.io.IOException;

/** Ends while four threads trade: by {@code exit}, {@code halt}, {@code exit} from several threads, or before they began. */
public final class SuddenEnd {
    private SuddenEnd() {}

    public static void main(String[] arguments) throws IOException {
        Shop shop = new Shop();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> trade(shop), "trader-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        System.out.println("traded " + shop.trade(200));
        switch (arguments[0]) {
            case "halt":
                Runtime.getRuntime().halt(Errands.EXIT_CODE);
                break;
            case "exits":
                for (int i = 0; i < 4; i++) {
                    new Thread(() -> System.exit(Errands.EXIT_CODE), "exit-" + i).start();
                }
                break;
            default:
                System.exit(Errands.EXIT_CODE);
        }
    }

    private static void trade(Shop shop) {
        while (true) {
            try {
                shop.trade(10);
            } catch (IOException tryAgain) {
                // the JVM ends
            }
        }
    }
}
