package dev.assay.web;

import dev.assay.AssayException;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.qualify.Labelling;
import dev.assay.verdicts.HumanLabel;
import dev.assay.verdicts.LabelItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks a person about one item after the other, without the judge's verdict.
///
/// @param experiment its id
/// @param item the one to label; null where all is labelled or skipped
/// @param standing how far it is
/// @param given keys of the labels of this visit, the newest first, so that they can be undone
/// @param readOnly whether this server takes no labels
public record LabelPage(
    Query query,
    String experiment,
    @Nullable LabelItem item,
    Labelling.Standing standing,
    List<String> given,
    boolean readOnly)
    implements Page {

  /// So many undo steps and skipped items fit into an address.
  private static final int REMEMBERED = 25;

  static LabelPage of(Catalogue catalogue, Query query, String id, boolean readOnly) {
    ExperimentRecord experiment = catalogue.experiment(id);
    Labelling labelling = labelling(catalogue, query, experiment);
    return new LabelPage(
        query,
        experiment.id(),
        labelling.next(new HashSet<>(query.list("skip"))),
        labelling.standing(),
        query.list("given"),
        readOnly);
  }

  private static Labelling labelling(
      Catalogue catalogue, Query query, ExperimentRecord experiment) {
    return catalogue
        .lab()
        .of(experiment)
        .labelling(query.list("metric"), query.number("seed", 7, Integer.MAX_VALUE))
        .orElseThrow(() ->
            new Refusal(
                404,
                "This experiment has no verdicts to label.",
                "Run it with judge: {on: \"top:2\"} in its file."));
  }

  /// Keeps what the form says, or takes the last label back.
  ///
  /// @param form `say` is yes, no or undo; `key` the item; the rest as in the address of the page
  /// @return where to go on
  static Query say(Catalogue catalogue, Query form, String id) {
    ExperimentRecord experiment = catalogue.experiment(id);
    Labelling labelling = labelling(catalogue, form, experiment);
    var labels = catalogue.lab().labels();
    var given = new ArrayList<>(form.list("given"));
    switch (form.required("say")) {
      case "yes", "no" -> {
        LabelItem item = labelling.find(form.required("key"));
        if (item == null) {
          throw new Refusal(
              404, "This experiment has no such item.", "Open the page again and go on.");
        }
        boolean yes = form.required("say").equals("yes");
        Boolean before = labels.of(item.question()).get(item.key());
        var put = labels.put(List.of(new HumanLabel(item, yes, form.text("by"), Instant.now())));
        if (put.older() > 0) {
          throw new Refusal(
              409, "A newer label of this item is kept.", "Set this machine's clock, then go on.");
        }
        if (before != null && before != yes) {
          given.clear(); // to undo would take away what stood there before
        } else if (!given.contains(item.key())) {
          given.addFirst(item.key());
        }
      }
      case "undo" -> {
        if (!given.isEmpty() && labelling.find(given.getFirst()) != null) {
          labels.remove(given.removeFirst());
        }
      }
      default ->
          throw new Refusal(400, "'say' must be yes, no or undo.", "Use the buttons of the page.");
    }
    var next = new LinkedHashMap<String, List<String>>();
    for (String name : List.of("metric", "seed", "skip")) {
      if (form.text(name) != null) {
        next.put(name, List.of(String.join(",", form.list(name))));
      }
    }
    if (!given.isEmpty()) {
      next.put("given", List.of(joined(given)));
    }
    return new Query("/x/" + experiment.id() + "/label", next);
  }

  private static String joined(List<String> keys) {
    return String.join(",", keys.subList(0, Math.min(REMEMBERED, keys.size())));
  }

  /// The page with this item left out.
  public String skip() {
    if (item == null) {
      throw new AssayException("there is nothing to skip");
    }
    var skipped = new ArrayList<>(query.list("skip"));
    skipped.addFirst(item.key());
    return query.with("skip", joined(skipped));
  }

  /// A parameter of the address, to send it on with the form.
  public String parameter(String name) {
    return String.join(",", query.list(name));
  }

  @Override
  public String template() {
    return "label";
  }

  @Override
  public Object data() {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("experiment", experiment);
    data.put("labelled", standing.labelled());
    data.put("missing", standing.missing());
    data.put("key", item == null ? null : item.key());
    data.put("asks", item == null ? null : item.asks());
    data.put("item", item);
    return data;
  }
}
