package dev.assay.embed;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;

/// Stub.
public record Http(@JsonProperty(required = true) String name, URI uri) implements Model {
  @Override
  public Card card() {
    return Card.UNKNOWN;
  }

  @Override
  public Embedder open() {
    return new HttpEmbedder();
  }
}
