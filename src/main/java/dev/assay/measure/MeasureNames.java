package dev.assay.measure;

import dev.assay.Nearest;
import java.util.List;

/// Every name a measure is read by, and what it takes.
final class MeasureNames {
  static final List<String> ALL =
      List.of(
          "nDCG", "AP", "RR", "P", "R", "F1", "Success", "Bpref", "infAP", "RBP", "Judged", "EvR",
          "EvP", "EvIoU");

  private MeasureNames() {}

  static Measure measure(Spelling spelling) {
    return switch (spelling.name()) {
      case "nDCG" -> view(spelling, new Ndcg(gain(spelling.condensable("dcg")), spelling.hits()));
      case "AP" -> view(spelling, new Ap(spelling.condensable("rel").rel(), spelling.hits()));
      case "RR", "MRR" ->
          view(spelling, new Rr(spelling.condensable("rel").rel(), spelling.hits()));
      case "P" -> view(spelling, new P(spelling.condensable("rel").rel(), spelling.hits()));
      case "R" -> view(spelling, new R(spelling.condensable("rel").rel(), spelling.hits()));
      case "F1" -> view(spelling, new F1(spelling.condensable("rel").rel(), spelling.hits()));
      case "Success" ->
          view(spelling, new Success(spelling.condensable("rel").rel(), spelling.hits()));
      case "Bpref" -> new Bpref(spelling.takes("rel").uncut().rel());
      case "infAP" -> new InfAp(spelling.takes("rel").uncut().rel());
      case "RBP" ->
          new Rbp(
              spelling.takes("p", "rel", "residual").number("p", Rbp.PERSISTENCE),
              spelling.rel(),
              spelling.flag("residual"),
              spelling.hits());
      case "Judged" -> new Judged(spelling.takes().hits());
      case "EvR" -> new EvR(spelling.takes().cutoff());
      case "EvP" -> new EvP(spelling.takes("merged").flag("merged"), spelling.cutoff());
      case "EvIoU" -> new EvIou(spelling.takes().cutoff());
      default ->
          throw new IllegalArgumentException(
              "'%s': there is no measure '%s'%s"
                  .formatted(
                      spelling.text(),
                      spelling.name(),
                      "; " + Nearest.suggestion(spelling.name(), ALL)));
    };
  }

  private static GradeMeasure view(Spelling spelling, GradeMeasure measure) {
    return spelling.flag(Spelling.JUDGED_ONLY) ? new Condensed(measure) : measure;
  }

  private static Ndcg.Gain gain(Spelling spelling) {
    return spelling.choice("dcg", "log2", "exp-log2").equals("log2")
        ? Ndcg.Gain.LINEAR
        : Ndcg.Gain.EXPONENTIAL;
  }
}
