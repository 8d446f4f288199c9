package dev.assay.judge.metric;

/// How alike two texts are: the cosine of their vectors, -1 to 1.
@FunctionalInterface
public interface Similarity {
  double of(String a, String b);
}
