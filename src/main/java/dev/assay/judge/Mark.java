package dev.assay.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The label of one item.
///
/// @param item what was judged, in words
/// @param label null where no valid verdict came back
/// @param reason why, in the judge's words
/// @param chunks the ids of the chunks it rests on; empty where the check names none
/// @param person set where the label is a person's and not the judge's
public record Mark(
    String item,
    @Nullable String label,
    String reason,
    List<String> chunks,
    @Nullable Person person) {

  /// A person's label stands in the place of the judge's.
  ///
  /// @param judge what the judge had said; null where it had no valid verdict
  public record Person(@Nullable String judge) {}

  public Mark {
    chunks = List.copyOf(chunks);
  }

  /// A judge's.
  public Mark(String item, @Nullable String label, String reason, List<String> chunks) {
    this(item, label, reason, chunks, null);
  }

  /// The same item as a person labelled it. The judge's reason stays; its chunks do where they
  /// still state the item.
  public Mark byPerson(boolean holds) {
    return new Mark(
        item, String.valueOf(holds), reason, holds ? chunks : List.of(), new Person(label));
  }

  /// Something states it, by which chunk is not known: a judge named none, or a person found what
  /// the judge had not.
  public boolean withoutChunk() {
    return "true".equals(label) && chunks.isEmpty();
  }

  /// Whether the label is this one; null where there is none.
  public @Nullable Boolean is(String label) {
    return this.label == null ? null : (Boolean) this.label.equals(label);
  }
}
