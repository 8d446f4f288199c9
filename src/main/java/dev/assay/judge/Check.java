package dev.assay.judge;

/// What can be asked about each of several items; every item gets one label.
public enum Check {
  /// Is the claim stated by the contexts? `true` or `false`, with the chunks that state it.
  SUPPORT("faithfulness-verdicts@1", "claims"),
  /// Do the contexts contradict the claim? `supported`, `neither`, `contradicted`.
  CONSISTENCY("consistency@1", "claims"),
  /// Does the statement of an answer bear on the question? `yes`, `borderline`, `no`.
  PERTINENCE("pertinence@1", "statements"),
  /// Is the chunk useful for arriving at the reference answer? `true` or `false`.
  USEFULNESS("context-precision@1", "chunks"),
  /// Does the chunk have anything to do with the question? `relevant` or `unrelated`.
  RELEVANCE("chunk-relevance@1", "chunks"),
  /// How well does the passage answer the question? `0` to `3`.
  PASSAGE_GRADE("passage-grade@1", "chunks"),
  /// The same, asked by a reranker: whoever changes one leaves the other as it is.
  RERANK(Prompts.RERANK, "chunks"),
  /// How relevant is the chunk to the question? `0` to `3`.
  CONTEXT_GRADE("context-grade@1", "chunks"),
  /// How well is the sentence grounded in the contexts? `0` to `3`.
  GROUNDEDNESS_GRADE("groundedness-grade@1", "sentences"),
  /// How well does the answer answer the question? `0` to `3`.
  ANSWER_GRADE("answer-grade@1", "answers"),
  /// Does the answer say only what the contexts hold? `factual` or `hallucinated`.
  HALLUCINATION("hallucination@1", "answers"),
  /// Does the answer hold the nugget? `support`, `partial`, `none`.
  NUGGET("nugget-support@1", "nuggets"),
  /// Does the answer meet a criterion of the user's? `true`, `false`, `irrelevant`.
  CRITERION("criterion@1", "answers");

  private final String prompt;
  private final String items;

  Check(String prompt, String items) {
    this.prompt = prompt;
    this.items = items;
  }

  /// The name of the prompt that asks for it.
  public String prompt() {
    return prompt;
  }

  /// The place of the items in the prompt.
  String items() {
    return items;
  }
}
