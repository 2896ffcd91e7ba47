package io.closewait.core.config;

/** The text that {@code help} prints, and the table in {@code docs/options.md}. */
public final class OptionHelp {
    private OptionHelp() {}

    /** For a terminal. */
    public static String text() {
        StringBuilder out = new StringBuilder("closewait: options after -javaagent:closewait-agent.jar=,"
                + " as key=value,key=value; also as system properties closewait.KEY\n"
                + "           and in the environment variable CLOSEWAIT_OPTS. Quote a value that holds a comma.\n");
        for (Option<?> option : Options.all()) {
            out.append(String.format("  %-15s %s%n", option.key(), option.documentation()));
            out.append(String.format("  %-15s   %s; default: %s%n", "", option.form(), shownDefault(option)));
        }
        return out.toString().trim();
    }

    /** For the documentation; a test holds the document against it. */
    public static String markdown() {
        StringBuilder out = new StringBuilder("| option | value | default | meaning |\n| --- | --- | --- | --- |\n");
        for (Option<?> option : Options.all()) {
            out.append("| `").append(option.key()).append("` | ").append(option.form());
            out.append(" | ").append(shownDefault(option)).append(" | ");
            out.append(option.documentation()).append(" |\n");
        }
        return out.toString();
    }

    private static String shownDefault(Option<?> option) {
        return option.defaultText().isEmpty() ? "none" : option.defaultText();
    }
}
