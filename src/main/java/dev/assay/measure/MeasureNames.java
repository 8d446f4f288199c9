package dev.assay.measure;

import dev.assay.Nearest;
import java.util.List;

/// Every name a measure is read by, and what it takes.
final class MeasureNames {
  static final List<String> ALL =
      List.of(
          "nDCG", "AP", "RR", "P", "R", "F1", "Success", "Bpref", "infAP", "Judged", "EvR", "EvP",
          "EvIoU");

  private MeasureNames() {}

  static Measure measure(Spelling spelling) {
    return switch (spelling.name()) {
      case "nDCG" -> new Ndcg(gain(spelling.takes("dcg")), spelling.hits());
      case "AP" -> new Ap(spelling.takes("rel").rel(), spelling.hits());
      case "RR", "MRR" -> new Rr(spelling.takes("rel").rel(), spelling.hits());
      case "P" -> new P(spelling.takes("rel").rel(), spelling.hits());
      case "R" -> new R(spelling.takes("rel").rel(), spelling.hits());
      case "F1" -> new F1(spelling.takes("rel").rel(), spelling.hits());
      case "Success" -> new Success(spelling.takes("rel").rel(), spelling.hits());
      case "Bpref" -> new Bpref(spelling.takes("rel").uncut().rel());
      case "infAP" -> new InfAp(spelling.takes("rel").uncut().rel());
      case "Judged" -> new Judged(spelling.takes().hits());
      case "EvR" -> new EvR(spelling.takes().cutoff());
      case "EvP" ->
          new EvP(
              spelling.takes("merged").choice("merged", "False", "True").equals("True"),
              spelling.cutoff());
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

  private static Ndcg.Gain gain(Spelling spelling) {
    return spelling.choice("dcg", "log2", "exp-log2").equals("log2")
        ? Ndcg.Gain.LINEAR
        : Ndcg.Gain.EXPONENTIAL;
  }
}
