package cab.app;

import java.util.Optional;

/** Where the program starts. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (args.length == 1 && "--version".equals(args[0])) {
            System.out.println("crypto-ai-bot " + version());
            return;
        }
        System.err.println("usage: cab COMMAND; see ./cab --help");
        System.exit(2);
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
