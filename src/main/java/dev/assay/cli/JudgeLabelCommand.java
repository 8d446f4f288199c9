package dev.assay.cli;

import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Labels;
import dev.assay.lab.Lab;
import dev.assay.qualify.LabelFile;
import dev.assay.qualify.Labelling;
import dev.assay.report.LabelText;
import dev.assay.verdicts.HumanLabel;
import dev.assay.verdicts.HumanLabels;
import dev.assay.verdicts.LabelItem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `assay judge label`.
@Command(
    header = "Asks a person about what a judge gave verdicts on; the person wins.",
    description = {
      "%nShows a seeded, stratified sample of claims and chunks without the judge's verdicts. Keys: "
          + "1 yes, 2 no, s skip, u undo, q quit; from a pipe, one answer a line. Each label is kept "
          + "at once, holds for the same texts in every run and stands in the place of the verdict. "
          + "With "
          + Labels.NEEDED
          + " labels a mean is corrected.",
    },
    customSynopsis =
        "assay judge label [EXPERIMENT] [-n N] [--metric NAME]... [--by NAME] [--export FILE]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay judge label                                          the last experiment",
      "  assay judge label demo --metric faithfulness -n 40 --by ada",
      "  assay judge label demo --metric faithfulness --export labels.jsonl",
      "  assay judge qualify --labels labels.jsonl",
    })
final class JudgeLabelCommand implements Callable<Integer> {
  private static final String KEYS = "1y2ns3uq";

  private final Assay assay;

  @Mixin private NamedExperiment experiment = new NamedExperiment();

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "Labels to give now (default: until every mean can be corrected).")
  private @Nullable Integer count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Of the sample (default: ${DEFAULT-VALUE}).")
  private long seed = 7;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      split = ",",
      description = "Only what this metric rests on; may be repeated (default: all).")
  private List<String> metrics = List.of();

  @Option(names = "--by", paramLabel = "NAME", description = "Who labels.")
  private @Nullable String by;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Write all labels for judge qualify; asks only with -n.")
  private @Nullable Path export;

  @Option(
      names = "--import",
      paramLabel = "FILE",
      description = "First read labels that --export wrote; asks only with -n.")
  private @Nullable Path imported;

  JudgeLabelCommand(Assay assay) {
    this.assay = assay;
  }

  /// What `--json` prints.
  ///
  /// @param given in this call, without those taken back
  /// @param labelled of this experiment, in all
  /// @param missing until every mean can be corrected
  /// @param imported labels of items that had none
  /// @param replaced labels of items that had an older one
  /// @param judged by configuration, what the labels say; null where there are none
  record Labelled(
      String experiment,
      int given,
      int labelled,
      int missing,
      @Nullable Integer imported,
      @Nullable Integer replaced,
      @Nullable Integer exported,
      Map<String, Labels> judged) {}

  @Override
  public Integer call() {
    if (count != null && count < 0) {
      throw Assay.wrong("-n must be 0 or more, got " + count, null);
    }
    if (imported != null) {
      assay.refuseToOverwrite(export, imported);
    }
    try (var lab = assay.openExisting()) {
      HumanLabels.Put added =
          imported == null ? null : lab.labels().put(LabelFile.read(assay.path(imported)));
      ExperimentRecord found = experiment.find(assay, lab);
      Labelling labelling =
          lab.of(found)
              .labelling(metrics, seed)
              .orElseThrow(() ->
                  Assay.wrong(
                      found.id() + " has no verdicts to label",
                      "run it with judge: {on: \"top:2\"} in its file"));
      boolean only = count == null && (export != null || imported != null);
      int given = only || Integer.valueOf(0).equals(count) ? 0 : ask(lab, labelling);
      Integer written = export == null ? null : export(lab, labelling, assay.path(export));
      report(lab, found, labelling.standing(), given, added, written);
      return Exit.DONE;
    }
  }

  private int ask(Lab lab, Labelling labelling) {
    if (assay.noInput()) {
      throw Assay.wrong(
          "judge label asks a person, and --no-input forbids it", "-n 0 asks nothing");
    }
    Deque<HumanLabel> given = new ArrayDeque<>();
    Set<String> skipped = new HashSet<>();
    try (var keyboard = new Keyboard()) {
      while (count == null ? labelling.standing().missing() > 0 : given.size() < count) {
        LabelItem item = labelling.next(skipped);
        if (item == null) {
          assay.terminal.error(
              skipped.isEmpty() ? "Everything is labelled." : "Only what you skipped is left.");
          break;
        }
        assay.terminal.error(LabelText.of(item, labelling.standing(), keyboard.singleKeys()));
        char key = keyboard.oneOf(KEYS, () -> assay.terminal.error("Press 1, 2, s, u or q."));
        switch (key) {
          case '1', 'y', '2', 'n' -> {
            var label = new HumanLabel(item, key == '1' || key == 'y', by, Instant.now());
            lab.labels().put(List.of(label));
            given.push(label);
          }
          case 's', '3' -> skipped.add(item.key());
          case 'u' -> {
            if (given.isEmpty()) {
              assay.terminal.error("Nothing to undo.");
            } else {
              lab.labels().remove(given.pop().item().key());
            }
          }
          default -> {
            return given.size();
          }
        }
      }
    }
    return given.size();
  }

  /// Claims and chunks go into files of their own: a judge is qualified for one task at a time.
  private int export(Lab lab, Labelling labelling, Path file) {
    var labels =
        lab.labels().all().stream()
            .filter(label -> labelling.asksAbout(label.item().subject()))
            .toList();
    long chunks = labels.stream().filter(label -> label.item().claim() == null).count();
    if (chunks > 0 && chunks < labels.size()) {
      throw Assay.wrong(
          "labels of claims and of chunks go into files of their own",
          "add --metric faithfulness, or --metric contextPrecision");
    }
    Assay.write(file, LabelFile.write(labels));
    return labels.size();
  }

  private void report(
      Lab lab,
      ExperimentRecord found,
      Labelling.Standing standing,
      int given,
      HumanLabels.@Nullable Put added,
      @Nullable Integer written) {
    var result = lab.of(found).result().orElseThrow();
    if (assay.json()) {
      var judged = new LinkedHashMap<String, Labels>();
      result
          .configurations()
          .forEach(configuration -> {
            if (configuration.judge() != null && configuration.judge().labels() != null) {
              judged.put(configuration.id(), configuration.judge().labels());
            }
          });
      assay.terminal.json(
          new Labelled(
              found.id(),
              given,
              standing.labelled(),
              standing.missing(),
              added == null ? null : (Integer) added.added(),
              added == null ? null : (Integer) added.replaced(),
              written,
              judged));
      return;
    }
    if (added != null) {
      assay.terminal.note(added.added() + " labels imported that were not known");
      if (added.replaced() > 0) {
        assay.terminal.note(added.replaced() + " labels imported in the place of older ones");
      }
      if (added.older() > 0) {
        assay.terminal.note(added.older() + " labels left out: there are newer ones here");
      }
    }
    if (written != null) {
      assay.terminal.note(written + " labels written to " + export);
    }
    assay.terminal.print(LabelText.summary(result, given, standing));
  }
}
