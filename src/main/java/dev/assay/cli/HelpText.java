package dev.assay.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// Help that shows a command's own options; those that work everywhere stand in `assay --help`.
final class HelpText {
  private HelpText() {}

  static void of(CommandLine line) {
    for (CommandLine command : line.getSubcommands().values()) {
      command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpText::own);
      command
          .getHelpSectionMap()
          .put(
              UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
              help -> ownOptions(help).isEmpty() ? "" : help.optionListHeading());
      command.getCommandSpec().usageMessage().optionListHeading("%nOptions:%n");
      command.getCommandSpec().usageMessage().parameterListHeading("%n");
      of(command);
    }
  }

  private static List<OptionSpec> ownOptions(Help help) {
    return help.commandSpec().options().stream().filter(option -> !option.inherited()).toList();
  }

  private static String own(Help help) {
    return help.optionListExcludingGroups(ownOptions(help));
  }
}
