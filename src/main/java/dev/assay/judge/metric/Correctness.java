package dev.assay.judge.metric;

/// How the claims of an answer and of a reference meet.
///
/// @param right claims of the answer that the reference entails
/// @param wrong claims of the answer that it does not
/// @param missing claims of the reference that the answer does not entail
/// @param referenceClaims all claims of the reference
record Correctness(int right, int wrong, int missing, int referenceClaims) {

  static Finding<Correctness> of(Findings findings) {
    return findings
        .answerInReference()
        .then(a -> Share.complete(a.are("true"), "claims", a.reply()))
        .then(answer ->
            findings
                .referenceInAnswer()
                .then(r -> Share.complete(r.are("true"), "claims", r.reply()))
                .then(reference -> Finding.of(of(answer, reference))));
  }

  static Correctness of(boolean[] answerInReference, boolean[] referenceInAnswer) {
    int right = count(answerInReference);
    return new Correctness(
        right,
        answerInReference.length - right,
        referenceInAnswer.length - count(referenceInAnswer),
        referenceInAnswer.length);
  }

  static int count(boolean[] values) {
    int count = 0;
    for (boolean value : values) {
      count += value ? 1 : 0;
    }
    return count;
  }

  boolean empty() {
    return right + wrong == 0 && referenceClaims == 0;
  }

  boolean oneSideEmpty() {
    return right + wrong == 0 || referenceClaims == 0;
  }

  /// `2PR / (P + R)` with `P = right / (right + wrong)` and `R = right / (right + missing)`: claims
  /// of both texts are mixed in R, as Ragas does. 0 where nothing is right.
  double f1() {
    return right == 0 ? 0 : 2.0 * right / (2.0 * right + wrong + missing);
  }
}
