package dev.assay.cli;

import dev.assay.AssayException;
import dev.assay.BudgetReached;
import dev.assay.InvalidInput;
import dev.assay.Nearest;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line: wires the commands by hand and turns every outcome into an exit code.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    if (!List.of(args).contains("-v") && !List.of(args).contains("--verbose")) {
      silenceLibraries();
    }
    var terminal = new Terminal(System.out, System.err, Terminal.standardErrorIsTerminal());
    System.exit(run(args, terminal));
  }

  /// What the libraries log is for people who debug: failures reach the user as messages.
  private static void silenceLibraries() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.setLevel(Level.OFF);
    }
  }

  /// Runs one command line.
  ///
  /// @return the exit code
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, new Terminal(out, err, false));
  }

  private static int run(String[] args, Terminal terminal) {
    String home = System.getProperty("assay.home");
    var assay = new Assay(terminal, home == null ? null : Path.of(home));
    try {
      return commandLine(assay).execute(args);
    } catch (RuntimeException | Error e) { // the one place where everything ends
      return internal(assay, e);
    }
  }

  /// All commands.
  static CommandLine commandLine(Assay assay) {
    var line =
        new CommandLine(assay)
            .addSubcommand("demo", new DemoCommand(assay))
            .addSubcommand("doctor", new DoctorCommand(assay))
            .addSubcommand("check", new CheckCommand(assay))
            .addSubcommand("plan", new PlanCommand(assay))
            .addSubcommand("run", new RunCommand(assay))
            .addSubcommand("compare", new CompareCommand(assay))
            .addSubcommand("decide", new DecideCommand(assay))
            .addSubcommand("gate", new GateCommand(assay))
            .addSubcommand("history", new HistoryCommand(assay))
            .addSubcommand("sweep", new SweepCommand(assay))
            .addSubcommand("loss", new LossCommand(assay))
            .addSubcommand("explain", new ExplainCommand(assay))
            .addSubcommand("serve", new ServeCommand(assay))
            .addSubcommand("export", new ExportCommand(assay))
            .addSubcommand("import", new ImportCommand(assay))
            .addSubcommand(
                "golden",
                new CommandLine(new GoldenCommand())
                    .addSubcommand("lint", new GoldenCommand.LintCommand(assay))
                    .addSubcommand("reanchor", new GoldenCommand.ReanchorCommand(assay))
                    .addSubcommand("stats", new GoldenCommand.StatsCommand(assay))
                    .addSubcommand("pool", new PoolCommands.PoolCommand(assay))
                    .addSubcommand("grade", new PoolCommands.GradeCommand(assay))
                    .addSubcommand("grades", new PoolCommands.GradesCommand(assay)))
            .addSubcommand(
                "judge",
                new CommandLine(new JudgeCommand())
                    .addSubcommand("run", new JudgeRunCommand(assay))
                    .addSubcommand("compare", new JudgeCompareCommand(assay))
                    .addSubcommand("gate", new JudgeGateCommand(assay))
                    .addSubcommand("label", new JudgeLabelCommand(assay))
                    .addSubcommand("prefer", new JudgePreferCommand(assay))
                    .addSubcommand("qualify", new JudgeCommand.QualifyCommand(assay))
                    .addSubcommand("prompts", new JudgePromptsCommand(assay))
                    .addSubcommand("features", new JudgeCommand.FeaturesCommand(assay)))
            .addSubcommand("synth", new SynthCommand(assay))
            .addSubcommand("measure", new MeasureCommand(assay));
    configure(line, assay);
    return line;
  }

  private static void configure(CommandLine line, Assay assay) {
    line.getCommandSpec().versionProvider(() -> new String[] {"assay " + version()});
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.setUsageHelpWidth(100);
    line.setOut(writer(assay, true));
    line.setErr(writer(assay, false));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, _) -> usage(assay, e));
    line.setExecutionExceptionHandler((e, _, _) -> failed(assay, e));
    line.setExecutionStrategy(parsed -> {
      assay.apply();
      return new CommandLine.RunLast().execute(parsed);
    });
    HelpText.of(line);
  }

  private static PrintWriter writer(Assay assay, boolean data) {
    return new PrintWriter(assay.terminal.stream(data), true, StandardCharsets.UTF_8);
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  private static int usage(Assay assay, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      var known = known(e.getCommandLine(), word.startsWith("-"));
      String what =
          word.startsWith("-")
              ? "unknown option '" + word + "'"
              : known.isEmpty()
                  ? "unexpected argument '" + word + "'"
                  : "unknown command '" + word + "'";
      assay.terminal.error(
          "error: " + what + (known.isEmpty() ? "" : "; " + Nearest.suggestion(word, known)));
    } else {
      // Of options that belong together picocli's own message begins so.
      String message = String.valueOf(e.getMessage());
      assay.terminal.error("error: " + message.replaceFirst("^Error: Missing", "missing"));
    }
    assay.terminal.error("try: " + command + " --help");
    return Exit.USAGE;
  }

  private static List<String> known(CommandLine line, boolean options) {
    var known = new ArrayList<String>();
    if (options) {
      line.getCommandSpec()
          .options()
          .forEach(option -> known.addAll(Arrays.asList(option.names())));
    } else {
      known.addAll(line.getSubcommands().keySet());
    }
    return known;
  }

  private static int failed(Assay assay, Exception e) {
    if (Interruption.happened()) {
      return Exit.INTERRUPTED;
    }
    return switch (e) {
      case InvalidInput invalid -> {
        Problems.print(invalid.problems(), assay.terminal);
        yield Exit.USAGE;
      }
      case BudgetReached stopped -> {
        assay.terminal.error("error: " + stopped.getMessage());
        yield Exit.BUDGET;
      }
      case AssayException world -> {
        assay.terminal.error("error: " + world.getMessage());
        if (assay.verbose()) {
          e.printStackTrace(assay.terminal.err());
        }
        yield Exit.MISSING;
      }
      default -> internal(assay, e);
    };
  }

  private static int internal(Assay assay, Throwable e) {
    Path log = log(assay, e);
    assay.terminal.error("error: " + e);
    assay.terminal.error(
        log == null
            ? "this is a defect of Assay; -v shows where"
            : "this is a defect of Assay; the log is " + log);
    if (assay.verbose() || log == null) {
      e.printStackTrace(assay.terminal.err());
    }
    return Exit.INTERNAL;
  }

  private static @Nullable Path log(Assay assay, Throwable e) {
    try {
      Path folder = Files.createDirectories(assay.state().resolve("log"));
      Path log = Files.createTempFile(folder, "error-", ".txt");
      try (var writer = new PrintWriter(log.toFile(), StandardCharsets.UTF_8)) {
        writer.println(
            "assay "
                + version()
                + ", Java "
                + Runtime.version()
                + ", "
                + System.getProperty("os.name"));
        e.printStackTrace(writer);
      }
      return log;
    } catch (IOException _) {
      return null;
    }
  }
}
