package io.faultline.harness.cli;

/** Makes {@code docs/CLI.md} from the help of every command. */
final class CommandLinePage {
    private CommandLinePage() {}

    static String text(Shell shell) {
        StringBuilder page = new StringBuilder("""
                # The command line

                <!-- Written by the tests from the program's own help: mvn test -Dgolden.update=true -->

                `./faultline` builds itself when its sources have changed, and runs what it built. It works from any
                directory. `FAULTLINE_JAVA_OPTS` is handed to the JVM, `NO_COLOR` switches colour off.

                """);
        append(page, "faultline", shell.run("--help").out());
        for (String command : shell.commands().keySet()) {
            append(page, "faultline " + command, shell.run(command, "--help").out());
        }
        return page.toString().stripTrailing() + "\n";
    }

    private static void append(StringBuilder page, String title, String help) {
        page.append("## ")
                .append(title)
                .append("\n\n```text\n")
                .append(help.strip())
                .append("\n```\n\n");
    }
}
