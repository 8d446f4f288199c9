package dev.assay.judge.metric;

/// How the claims of an answer and of a reference meet.
///
/// @param right claims of the answer that the reference entails
/// @param wrong claims of the answer that it does not
/// @param missing claims of the reference that the answer does not entail
/// @param answerClaims all claims of the answer
/// @param referenceClaims all claims of the reference
record Correctness(int right, int wrong, int missing, int answerClaims, int referenceClaims) {

  /// A missing label fails it where corrected; exact, its claim counts nowhere.
  static Finding<Correctness> of(Findings findings) {
    var compat = findings.compat();
    return findings
        .answerInReference()
        .then(answer ->
            Share.labels(compat, answer, "claims")
                .then(inReference ->
                    findings
                        .referenceInAnswer()
                        .then(reference ->
                            Share.labels(compat, reference, "claims")
                                .then(inAnswer ->
                                    Finding.of(
                                        of(
                                            inReference,
                                            inAnswer,
                                            answer.marks().size(),
                                            reference.marks().size()))))));
  }

  static Correctness of(
      boolean[] answerInReference,
      boolean[] referenceInAnswer,
      int answerClaims,
      int referenceClaims) {
    int right = count(answerInReference);
    return new Correctness(
        right,
        answerInReference.length - right,
        referenceInAnswer.length - count(referenceInAnswer),
        answerClaims,
        referenceClaims);
  }

  static int count(boolean[] values) {
    int count = 0;
    for (boolean value : values) {
      count += value ? 1 : 0;
    }
    return count;
  }

  boolean empty() {
    return answerClaims == 0 && referenceClaims == 0;
  }

  boolean oneSideEmpty() {
    return answerClaims == 0 || referenceClaims == 0;
  }

  /// No claim of either text has a label.
  boolean unlabelled() {
    return right + wrong + missing == 0;
  }

  /// [#f1] as Ragas computes it, whose double differs in the last place: it decides which way a
  /// value that ends in a five is rounded.
  double f1OfRagas() {
    if (right == 0) {
      return 0;
    }
    double precision = (double) right / (right + wrong);
    double recall = (double) right / (right + missing);
    return 2 * (precision * recall) / (precision + recall);
  }

  /// `2PR / (P + R)` with `P = right / (right + wrong)` and `R = right / (right + missing)`: claims
  /// of both texts are mixed in R, as Ragas does. 0 where nothing is right.
  double f1() {
    return right == 0 ? 0 : 2.0 * right / (2.0 * right + wrong + missing);
  }
}
