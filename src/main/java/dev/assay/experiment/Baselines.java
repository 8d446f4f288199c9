package dev.assay.experiment;

import dev.assay.Sha256;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes from a finished experiment what later runs can be held against.
public record Baselines(Stored stored) {

  /// What later runs are held against.
  ///
  /// @param pick the id of the configuration that ships
  /// @param gates whose runs and measures are wanted beside the pick, the best and the baseline
  public Baseline of(String pick, List<Gate> gates) {
    String best = stored.result().best();
    String base = stored.baseline().id();
    List<Configuration> wanted =
        Stream.concat(
                Stream.of(pick, best, base),
                gates.stream().flatMap(gate -> Stream.of(gate.run(), gate.notWorseThan())))
            .filter(Objects::nonNull)
            .flatMap(name -> Grid.find(stored.configurations(), name).stream())
            .distinct()
            .toList();
    List<String> measures =
        Stream.concat(
                stored.file().measures().stream(),
                gates.stream().map(Gate::measure).filter(Objects::nonNull))
            .distinct()
            .toList();
    Cells cells = stored.cells(wanted, measures);
    var runs = new TreeMap<String, Baseline.StoredRun>();
    for (Configuration configuration : wanted) {
      runs.put(
          configuration.id(),
          new Baseline.StoredRun(
              configuration.id(),
              configuration.label(),
              values(configuration.id(), measures, cells)));
    }
    return new Baseline(
        stored.experiment().id(),
        stored.experiment().corpus(),
        stored.experiment().golden(),
        pick,
        best,
        base,
        asked(),
        runs);
  }

  private Map<String, Map<String, Double>> values(
      String configuration, List<String> measures, Cells cells) {
    var values = new LinkedHashMap<String, Map<String, Double>>();
    for (String measure : measures) {
      var ofQuestions = new TreeMap<String, Double>();
      for (GoldenQuestion question : stored.questions()) {
        Double value = cells.value(configuration, question.id(), measure);
        if (value != null) {
          ofQuestions.put(question.id(), value);
        }
      }
      values.put(measure, ofQuestions);
    }
    return values;
  }

  private Map<String, Baseline.Asked> asked() {
    var asked = new TreeMap<String, Baseline.Asked>();
    for (GoldenQuestion question : stored.questions()) {
      if (question.answerable()) {
        asked.put(
            question.id(),
            new Baseline.Asked(
                stored.file().statistics().cluster().of(question), fingerprint(question)));
      }
    }
    return asked;
  }

  private String fingerprint(GoldenQuestion question) {
    var hash = new Sha256().add(question.question());
    for (Evidence evidence : question.evidence()) {
      hash.add(evidence.document()).add(String.valueOf(evidence.grade())).add(text(evidence));
    }
    return hash.hex().substring(0, 16);
  }

  private String text(Evidence evidence) {
    return evidence.quote() == null
        ? stored.corpora().hashes().values().stream()
            .map(corpus -> stored.documents().hash(corpus, evidence.document()).orElse("absent"))
            .collect(Collectors.joining(" "))
        : evidence.quote();
  }
}
