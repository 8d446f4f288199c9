package dev.assay.embed;

/// What a text is for. Models trained on pairs want another prefix before each side.
public enum Role {
  QUERY,
  DOCUMENT
}
