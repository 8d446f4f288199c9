package dev.assay.embed;

import java.util.List;

/// A model that is ready to turn texts into vectors. The vector of a text depends on the text, the
/// role and the fingerprint only: not on the texts beside it, nor on threads.
public sealed interface Embedder extends AutoCloseable permits OnnxEmbedder, HttpEmbedder {
  /// 64 hexadecimal characters that change whenever a vector could: weights, tokenizer, maximum of
  /// tokens, pooling, prefixes, normalisation and runtime, or endpoint, name, dimensions, prefixes
  /// and normalisation. Together with role and text the key of a stored vector. Holds no secret.
  String fingerprint();

  /// Length of each vector. An endpoint whose settings do not say is asked once, for one word.
  int dimensions();

  /// Embeds the texts, in whatever order is fastest, and hands over each vector as soon as it is
  /// there, so that a caller who stores it at once loses little when the process is killed.
  ///
  /// `onReady` runs on the calling thread only, once for each text. What it throws ends the call.
  ///
  /// @throws dev.assay.AssayException if the model or the endpoint failed, or the thread was
  ///   interrupted (the flag is set again); vectors handed over before stay valid
  Usage embed(List<String> texts, Role role, ResultConsumer onReady);

  /// Frees threads and native memory, after the work in hand has ended.
  @Override
  void close();

  /// Takes the vector of `texts.get(index)`.
  @FunctionalInterface
  interface ResultConsumer {
    void accept(int index, Embedding embedding);
  }
}
