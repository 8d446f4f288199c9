package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasureSpellingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nDCG@10",
        "nDCG",
        "nDCG(dcg='exp-log2')@10",
        "AP@100",
        "AP",
        "AP(rel=2)@5",
        "RR@10",
        "RR",
        "P@5",
        "P(rel=2)@10",
        "R@100",
        "R",
        "F1@5",
        "F1(rel=3)@5",
        "Success@1",
        "Bpref",
        "Bpref(rel=2)",
        "infAP",
        "nDCG(judged_only=True)@10",
        "nDCG(dcg='exp-log2',judged_only=True)@10",
        "AP(judged_only=True)",
        "RR(judged_only=True)@10",
        "P(rel=2,judged_only=True)@10",
        "R(judged_only=True)@10",
        "F1(judged_only=True)@10",
        "Success(judged_only=True)@10",
        "RBP",
        "RBP@10",
        "RBP(p=0.95,rel=2)@10",
        "RBP(residual)@10",
        "RBP(p=0.5,rel=2,residual)",
        "Judged@10",
        "Judged",
        "EvR@5",
        "EvR",
        "EvP@5",
        "EvP(merged)@5",
        "EvIoU@5",
        "EvR@2000tok",
        "EvP@1000tok",
        "EvP(merged)@1000tok",
        "EvIoU@1000tok"
      })
  void printsAsItWasRead(String text) {
    Measure measure = Measure.parse(text);
    assertThat(measure).hasToString(text).isEqualTo(Measure.parse(measure.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "MRR@10 | RR@10",
        "MRR | RR",
        "P(rel=1)@10 | P@10",
        "P( rel = 2 )@10 | P(rel=2)@10",
        "nDCG(dcg=exp-log2)@3 | nDCG(dcg='exp-log2')@3",
        "nDCG(dcg='log2')@3 | nDCG@3",
        "P(judged_only=True,rel=2)@3 | P(rel=2,judged_only=True)@3",
        "nDCG(judged_only)@3 | nDCG(judged_only=True)@3",
        "RBP(p=0.8,rel=1,residual=False)@3 | RBP@3",
        "RBP(residual=True,p=.9) | RBP(p=0.9,residual)",
        "EvP(merged=True)@3 | EvP(merged)@3",
        "EvP(merged=False)@3 | EvP@3"
      })
  void defaultsAndAliasesAreNotPrinted(String text, String printed) {
    assertThat(Measure.parse(text)).hasToString(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "ndcg@10 | 'ndcg@10': there is no measure 'ndcg'; did you mean 'nDCG'?",
        "Recall@5 | 'Recall@5': there is no measure 'Recall'; did you mean",
        "Sucess@5 | did you mean 'Success'?",
        "MAP | there is no measure 'MAP'; did you mean 'AP'? (known: nDCG, AP, RR",
        "P(real=2)@10 | 'P(real=2)@10': P has no parameter 'real'; did you mean 'rel'? (known: rel, judged_only)",
        "Judged(rel=2)@10 | 'Judged(rel=2)@10': Judged takes no parameter",
        "nDCG(dcg='exp')@10 | dcg cannot be 'exp'; did you mean 'exp-log2'? (known: log2, exp-log2)",
        "P | P needs a cutoff, like P@10",
        "F1 | F1 needs a cutoff, like F1@10",
        "P@0 | the cutoff must be at least 1, got 0",
        "P@ten | 'P@ten': the cutoff must be a whole number, got 'ten'",
        "nDCG@2000tok | 'nDCG@2000tok': nDCG counts hits; only EvR, EvP and EvIoU take a cutoff in tokens",
        "EvR@0tok | the budget must be at least 1 token, got 0",
        "EvR@manytok | 'EvR@manytok': the cutoff must be a whole number, got 'many'",
        "EvR@0 | the cutoff must be at least 1, got 0",
        "P@99999999999 | the cutoff must be a whole number, got '99999999999'",
        "P(rel=x)@1 | 'P(rel=x)@1': rel must be a whole number, got 'x'",
        "P(rel=0)@1 | rel must be at least 1, got 0",
        "P(rel=1,rel=2)@1 | 'P(rel=1,rel=2)@1' gives 'rel' twice",
        "P()@1 | 'P()@1': '' is not a parameter; write it like rel=2",
        "P(rel==2)@1 | 'rel==2' is not a parameter",
        "RBP(p=1) | p must be in (0,1), got 1.0",
        "RBP(p=0) | p must be in (0,1), got 0.0",
        "RBP(p=high) | 'RBP(p=high)': p must be a number, got 'high'",
        "RBP(rel=0) | rel must be at least 1, got 0",
        "RBP@0 | the cutoff must be at least 1, got 0",
        "Judged(judged_only=True)@5 | Judged takes no parameter",
        "P(judged_only=yes)@5 | judged_only cannot be 'yes'",
        "Bpref@10 | 'Bpref@10': Bpref takes no cutoff",
        "nDCG@ | 'nDCG@' is not a measure; write it like nDCG@10 or P(rel=2)@10",
        "\"\" | '' is not a measure",
        "P(rel=2@5 | 'P(rel=2@5' is not a measure"
      })
  void aWrongSpellingIsAnErrorThatSaysWhat(String text, String message) {
    assertThatThrownBy(() -> Measure.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nDCG", "AP", "RR", "P", "R", "F1", "Success", "RBP", "Judged"})
  void everyCutoffStartsAtOne(String name) {
    assertThatThrownBy(() -> Measure.parse(name + "@0"))
        .hasMessage("the cutoff must be at least 1, got 0");
    assertThat(Measure.parse(name + "@1")).hasToString(name + "@1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AP", "RR", "P", "R", "F1", "Success", "RBP", "Bpref", "infAP"})
  void everyLowestRelevantGradeStartsAtOne(String name) {
    String cut = name.equals("Bpref") || name.equals("infAP") ? "" : "@5";
    assertThatThrownBy(() -> Measure.parse(name + "(rel=0)" + cut))
        .hasMessage("rel must be at least 1, got 0");
  }

  @Test
  void aUnitAloneIsNoCutoff() {
    assertThatThrownBy(() -> Measure.parse("EvR@tok"))
        .hasMessage("'EvR@tok': the cutoff must be a whole number, got 'tok'");
  }
}
