package dev.assay.embed;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// An embedding model as the experiment file names it. Opening it gives an [Embedder].
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Model permits Embedded, Onnx, Http {
  /// What the experiment calls it.
  String name();

  /// Facts for the report.
  Card card();

  /// Loads weights, or makes ready a connection. An endpoint is not called yet.
  ///
  /// @throws dev.assay.AssayException if the model cannot be used
  Embedder open();
}
