package dev.assay.qualify;

import dev.assay.Json;
import dev.assay.judge.Context;
import dev.assay.judge.metric.Subject;
import dev.assay.ranking.TextLines;
import dev.assay.verdicts.HumanLabel;
import dev.assay.verdicts.LabelItem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Labels as JSON Lines: what `assay judge qualify` reads ([LabelledRow]), with what is needed to
/// read them back.
public final class LabelFile {
  private LabelFile() {}

  /// @param answer the claim; null where a chunk was judged, so that the row is one of relevance
  /// @param label `supported`, `unsupported`, `relevant`, `unrelated`
  private record Row(
      String id,
      Subject subject,
      String question,
      @Nullable String reference,
      List<Context> contexts,
      @Nullable String answer,
      String label,
      @Nullable String by,
      Instant at) {}

  /// One line a label.
  public static String write(List<HumanLabel> labels) {
    return labels.stream()
        .map(label -> Json.MAPPER.writeValueAsString(row(label)) + "\n")
        .collect(Collectors.joining());
  }

  private static Row row(HumanLabel label) {
    LabelItem item = label.item();
    String word =
        item.claim() == null
            ? label.yes() ? "relevant" : "unrelated"
            : label.yes() ? "supported" : "unsupported";
    return new Row(
        item.key().substring(0, 16),
        item.subject(),
        item.question(),
        item.reference(),
        item.contexts(),
        item.claim(),
        word,
        label.by(),
        label.at());
  }

  /// The labels of a file that [#write] wrote.
  ///
  /// @throws dev.assay.InvalidInput with every wrong line
  public static List<HumanLabel> read(Path file) {
    var labels = new ArrayList<HumanLabel>();
    TextLines.read(
        file,
        line -> {
          Row row;
          try {
            row = Json.MAPPER.readValue(line, Row.class);
          } catch (JacksonException e) {
            throw new IllegalArgumentException(
                "not a label that --export wrote: " + e.getOriginalMessage(), e);
          }
          labels.add(label(row));
        });
    return labels;
  }

  @SuppressWarnings("ConstantValue") // absent keys of a file arrive as null
  private static HumanLabel label(Row row) {
    if (row.subject() == null
        || row.question() == null
        || row.contexts() == null
        || row.label() == null
        || row.at() == null) {
      throw new IllegalArgumentException(
          "a label needs subject, question, contexts, label and at, as --export writes them");
    }
    if (row.contexts().stream().anyMatch(context -> context == null || context.text() == null)) {
      throw new IllegalArgumentException("each of 'contexts' needs a chunk and its text");
    }
    boolean yes =
        switch (row.label()) {
          case "supported", "relevant" -> true;
          case "unsupported", "unrelated" -> false;
          default ->
              throw new IllegalArgumentException(
                  "label must be supported, unsupported, relevant or unrelated, got '%s'"
                      .formatted(row.label()));
        };
    return new HumanLabel(
        new LabelItem(row.subject(), row.question(), row.reference(), row.answer(), row.contexts()),
        yes,
        row.by(),
        row.at());
  }
}
