package dev.assay.embed;

import java.util.List;

/// What a model makes of a text, token by token.
///
/// @param vector of the whole text, length 1
/// @param surfaces what each token stands for in the text; special tokens are left out
/// @param states one vector a surface, length 1
@SuppressWarnings("ArrayRecordComponent") // never compared; copies would double the work
public record TokenStates(float[] vector, List<String> surfaces, List<float[]> states) {
  public TokenStates {
    surfaces = List.copyOf(surfaces);
    states = List.copyOf(states);
  }
}
