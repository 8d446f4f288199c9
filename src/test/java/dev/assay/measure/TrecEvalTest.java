package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.measure.Score.NotApplicable;
import dev.assay.measure.Score.Scored;
import dev.assay.ranking.Ranking;
import dev.assay.ranking.Run;
import dev.assay.ranking.TrecRun;
import dev.assay.ranking.TrecRun.Ties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Agreement with what trec_eval 10.0 printed for its own test collection: every line of every
/// output whose input is there, all decimals, or a reason why we have no such figure.
class TrecEvalTest {
  private static final Path FOLDER = Path.of("../shared/data/trec_eval");

  /// trec_eval's name to ours; a number behind it is the cutoff.
  private static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry("map", "AP"),
          Map.entry("map_cut", "AP"),
          Map.entry("recip_rank", "RR"),
          Map.entry("bpref", "Bpref"),
          Map.entry("ndcg", "nDCG"),
          Map.entry("ndcg_cut", "nDCG"),
          // All relevant judgements have grade 1 there: other gains cancel out.
          Map.entry("ndcg_1=3,2=9,4=4.5", "nDCG"),
          Map.entry("infAP", "infAP"),
          Map.entry("P", "P"),
          Map.entry("recall", "R"),
          Map.entry("set_recall", "R"),
          Map.entry("success", "Success"),
          Map.entry("rbp", "RBP(p=0.9)"),
          Map.entry("rbp_resid", "RBP(p=0.9,residual)"),
          Map.entry("unj", "Judged"));

  /// What we leave out, by the beginning of its name, and why.
  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          Map.entry("runid", "a name"),
          Map.entry("relstring", "a picture of the first grades"),
          Map.entry("num_", "a count, not a measure"),
          Map.entry("gm_", "a geometric mean, with zeros replaced by .00001"),
          Map.entry("Rprec", "a cutoff of its own for each question, R times a factor"),
          Map.entry("iprec_at_recall", "interpolated: a point of a curve"),
          Map.entry("11pt_avg", "interpolated: the mean of such points"),
          Map.entry("utility", "a sum, unbounded below"),
          Map.entry("binG", "experimental gain measure of trec_eval only"),
          Map.entry("G", "experimental gain measure of trec_eval only"),
          Map.entry("ndcg_rel", "averages nDCG over the relevant ranks: trec_eval only"),
          Map.entry("Rndcg", "another normalisation of nDCG: trec_eval only"),
          Map.entry("relative_P", "divides by min(k, R) instead of k"),
          Map.entry("set_P", "divides by the hits returned instead of a cutoff"),
          Map.entry("set_relative_P", "divides by min(n, R)"),
          Map.entry("set_map", "the product of set_P and set_recall"),
          Map.entry("set_F", "of set_P and set_recall; F1 takes a cutoff"));

  private static final Pattern CUT = Pattern.compile("(\\D+)_(\\d+)");

  /// The outputs and how they were made.
  ///
  /// Not here, because their input is not in the fixture or is no judgement of ours: `aqZ`
  /// (z-scores against other runs), `prefs` and `qrels_prefs` (preferences), `qrels_jg` (several
  /// judges).
  enum Output {
    /// `trec_eval qrels.test results.test`.
    PLAIN("out.test", "qrels.test", "results.test", 1, Measure.UNCUT, 12),
    /// `-m all_trec`.
    ALL("out.test.a", "qrels.test", "results.test", 1, Measure.UNCUT, 50),
    /// `-m all_trec -q`.
    PER_QUESTION("out.test.aq", "qrels.test", "results.test", 1, Measure.UNCUT, 200),
    /// `-m all_trec -q -c`: the run lacks 302.
    COMPLETE("out.test.aqc", "qrels.test", "results.trunc", 1, Measure.UNCUT, 198),
    /// `-m all_trec -q -c -M100`: only the first 100 hits.
    COMPLETE_100("out.test.aqcM", "qrels.test", "results.trunc", 1, 100, 198),
    /// `-m all_trec -mrelstring.20 -q -l2`: grades -1 to 4, relevant from 2.
    FROM_GRADE_2("out.test.aql", "qrels.rel_level", "results.test", 2, Measure.UNCUT, 196),
    /// `-q -m P.5,7,3 …`: other cutoffs.
    PARAMETERS("out.test.meas_params", "qrels.test", "results.test", 1, Measure.UNCUT, 48);

    private final String file;
    private final String qrels;
    private final String run;
    private final int rel;
    private final int depth;
    private final int lines;

    Output(String file, String qrels, String run, int rel, int depth, int lines) {
      this.file = file;
      this.qrels = qrels;
      this.run = run;
      this.rel = rel;
      this.depth = depth;
      this.lines = lines;
    }

    Map<String, GradedRanking> graded() {
      Qrels judged = Qrels.readTrec(FOLDER.resolve(qrels));
      Run read = TrecRun.read(FOLDER.resolve(run), Ties.TREC_EVAL);
      var rankings = new LinkedHashMap<String, Ranking>();
      judged
          .byQuestion()
          .keySet()
          .forEach(question ->
              rankings.put(
                  question, read.byQuestion().getOrDefault(question, Ranking.EMPTY).top(depth)));
      return judged.grade(new Run(rankings));
    }

    /// Where trec_eval's number has another meaning than ours.
    boolean differs(String name, Map<String, GradedRanking> graded, String question) {
      boolean empty =
          question.equals("all")
              ? graded.values().stream().anyMatch(ranking -> ranking.size() == 0)
              : Objects.requireNonNull(graded.get(question)).size() == 0;
      return switch (name) {
        // Its grades count in parts of the largest, ours are relevant or not.
        case "rbp" -> rel > 1;
        // Nothing returned leaves everything open, 1 of 1; trec_eval prints 0 without unjudged
        // hits.
        case "rbp_resid" -> empty;
        default -> false;
      };
    }
  }

  @BeforeEach
  void needsTheFixture() {
    Assumptions.assumeTrue(Files.isDirectory(FOLDER), "no " + FOLDER);
  }

  @ParameterizedTest
  @EnumSource
  void everyLineIsPrintedAlikeOrLeftOutForAReason(Output output) throws IOException {
    Map<String, GradedRanking> graded = output.graded();
    int compared = 0;
    var unknown = new TreeSet<String>();
    for (String line : Files.readAllLines(FOLDER.resolve(output.file))) {
      String[] fields = line.split("\\s+", -1);
      String theirs = fields[0];
      String ours = ours(theirs);
      if (ours == null) {
        if (LEFT_OUT.keySet().stream().noneMatch(theirs::startsWith)) {
          unknown.add(theirs);
        }
      } else if (!output.differs(theirs, graded, fields[1])) {
        Stream<GradedRanking> rankings =
            fields[1].equals("all")
                ? graded.values().stream()
                : Stream.of(Objects.requireNonNull(graded.get(fields[1])));
        GradeMeasure measure = (GradeMeasure) Measure.parse(relevantFrom(output.rel, ours));
        double value =
            rankings.mapToDouble(ranking -> printed(theirs, measure, ranking)).average().orElse(-1);
        assertThat(String.format(Locale.ROOT, "%.4f", value)).as(line).isEqualTo(fields[2]);
        compared++;
      }
    }
    assertThat(unknown).as("neither ours nor left out for a reason").isEmpty();
    assertThat(compared).isEqualTo(output.lines);
  }

  @Test
  void commentsBetweenJudgementsAreNotJudgements() {
    Qrels plain = Qrels.readTrec(FOLDER.resolve("qrels.test"));
    Qrels commented = Qrels.readTrec(FOLDER.resolve("qrels.test.with-comments"));
    assertThat(commented.grades("302")).isEqualTo(plain.grades("302"));
    assertThat(commented.grades("301"))
        .hasSameSizeAs(plain.grades("301"))
        .containsKey("CR#93E-1860");
  }

  /// Our spelling, or null where we have no such measure.
  private static @Nullable String ours(String theirs) {
    Matcher cut = CUT.matcher(theirs);
    String name = cut.matches() ? cut.group(1) : theirs;
    String measure = OURS.get(name);
    return measure == null || !cut.matches() ? measure : measure + "@" + cut.group(2);
  }

  /// With `rel`, where the measure has it.
  private static String relevantFrom(int rel, String measure) {
    if (rel == 1 || measure.startsWith("nDCG") || measure.startsWith("Judged")) {
      return measure;
    }
    return measure.contains("(")
        ? measure.replace("(", "(rel=" + rel + ",")
        : measure.replaceFirst("@|$", "(rel=" + rel + ")$0");
  }

  /// `unj_k` is the other part of `Judged@k`, 0 where nothing came back, as long as all or at least
  /// `k` hits did.
  private static double printed(String theirs, GradeMeasure measure, GradedRanking ranking) {
    return switch (measure.score(ranking)) {
      case Scored(double value) -> theirs.startsWith("unj") ? 1 - value : value;
      case NotApplicable _ -> 0;
    };
  }
}
