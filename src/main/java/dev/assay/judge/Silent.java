package dev.assay.judge;

import java.util.List;
import java.util.Map;

/// Nobody is asked: for computing again from verdicts that are known. Whatever is not known fails.
public final class Silent implements Judge {
  public static final String REASON = "no judge is asked";

  @Override
  public String name() {
    return "nobody";
  }

  @Override
  public Claims claims(String question, String text) {
    return new Claims.Unknown(REASON);
  }

  @Override
  public Marks check(
      Check check, List<String> items, Map<String, String> data, List<Context> contexts) {
    return Marks.none(items, REASON);
  }

  @Override
  public Reply ask(String prompt, Map<String, ?> data, int maxTokens) {
    return new Reply.None(REASON);
  }
}
