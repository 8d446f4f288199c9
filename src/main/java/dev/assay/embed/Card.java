package dev.assay.embed;

import dev.assay.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts about a model for the report and the constraints of a decision. Null where not known.
///
/// @param licence SPDX name, `Apache-2.0`
/// @param dimensions length of a vector
/// @param maxTokens the longest input in tokens
/// @param languages ISO 639-1 codes it was trained for; empty where not known
/// @param source where these facts can be read
/// @param date when they were read, `2026-11-23`
/// @param weights what the weights take in memory; a local model's file tells where absent
/// @param selfHosted whether an endpoint is one's own; one on this machine is
public record Card(
    @Nullable String licence,
    @Nullable Integer dimensions,
    @Nullable Integer maxTokens,
    List<String> languages,
    @Nullable String source,
    @Nullable String date,
    @Nullable Bytes weights,
    @Nullable Boolean selfHosted) {
  public static final Card UNKNOWN = new Card(null, null, null, List.of(), null, null, null, null);

  public Card {
    languages = languages == null ? List.of() : List.copyOf(languages);
  }
}
