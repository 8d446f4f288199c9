package dev.assay.web;

import dev.assay.analysis.Pick;
import dev.assay.analysis.Pick.Contender;
import dev.assay.experiment.ExperimentRecord;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which configuration to ship, and why. Looking at it opens the held-out questions, once an
/// experiment.
///
/// @param pick null where the experiment has no result yet
public record DecidePage(Query query, String experiment, @Nullable Pick pick) implements Page {
  private static final int ROWS = 50;

  static DecidePage of(Catalogue catalogue, Query query, String id) {
    ExperimentRecord experiment = catalogue.experiment(id);
    return new DecidePage(
        query,
        experiment.id(),
        catalogue.lab().of(experiment).finished().map(one -> one.showDecision()).orElse(null));
  }

  private Pick found() {
    return Objects.requireNonNull(pick);
  }

  /// A part of the questions under its name.
  public record NamedPart(String name, Pick.Part part) {}

  public List<NamedPart> parts() {
    var development = new NamedPart("development", found().development());
    Pick.Part heldOut = found().heldOut();
    return heldOut == null
        ? List.of(development)
        : List.of(development, new NamedPart("held out", heldOut));
  }

  /// Whether something simpler than the best was chosen, and so compared with it.
  public boolean simpler() {
    Pick.Value best = found().development().best();
    return best != null && !best.id().equals(found().candidate());
  }

  /// The configurations, the simplest first.
  public Paging<Contender> contenders() {
    return Paging.of(found().configurations(), query, ROWS);
  }

  public boolean isCandidate(Contender contender) {
    return contender.id().equals(found().candidate());
  }

  @Override
  public String template() {
    return "decide";
  }

  @Override
  public Object data() {
    return pick == null ? List.of() : pick;
  }
}
