package dev.assay.embed;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.Bytes;
import java.util.List;

/// A small quantised model whose weights come with the lab.
///
/// @param name what the experiment calls it; `of` where absent
/// @param of `all-minilm-l6-v2-q`, `bge-small-en-v1.5-q` or `e5-small-v2-q`
public record Embedded(String name, @JsonProperty(required = true) String of) implements Model {
  /// The values of the models' own cards.
  private static final List<Known> MODELS =
      List.of(
          new Known(
              "all-minilm-l6-v2-q",
              new TextEncoding(Pooling.MEAN, 256, "", "", true),
              "Apache-2.0",
              22_972_370,
              "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2"),
          new Known(
              "bge-small-en-v1.5-q",
              new TextEncoding(
                  Pooling.FIRST,
                  512,
                  "Represent this sentence for searching relevant passages: ",
                  "",
                  true),
              "MIT",
              34_014_426,
              "https://huggingface.co/BAAI/bge-small-en-v1.5"),
          new Known(
              "e5-small-v2-q",
              new TextEncoding(Pooling.MEAN, 512, "query: ", "passage: ", true),
              "MIT",
              34_014_367,
              "https://huggingface.co/intfloat/e5-small-v2"));

  public Embedded {
    Known.of(of);
    name = name == null ? of : name;
  }

  /// What `of` can be.
  public static List<String> names() {
    return MODELS.stream().map(Known::of).toList();
  }

  public Embedded(String of) {
    this(of, of);
  }

  @Override
  public Card card() {
    var known = Known.of(of);
    return new Card(
        known.licence,
        384,
        known.encoding.maxTokens(),
        List.of("en"),
        known.source,
        "2026-11-23",
        new Bytes(known.weights),
        true);
  }

  @Override
  public OnnxEmbedder open() {
    return open(OnnxFiles.resource(of));
  }

  /// The model on other weights.
  OnnxEmbedder open(OnnxFiles files) {
    return new OnnxEmbedder(files, Known.of(of).encoding);
  }

  private record Known(
      String of, TextEncoding encoding, String licence, long weights, String source) {
    static Known of(String of) {
      return MODELS.stream()
          .filter(known -> known.of.equals(of))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "unknown embedded model '" + of + "'; known: " + String.join(", ", names())));
    }
  }
}
