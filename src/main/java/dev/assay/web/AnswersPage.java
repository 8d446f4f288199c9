package dev.assay.web;

import dev.assay.verdicts.JudgedFile;

/// The files of answers of other systems that were judged.
public record AnswersPage(Query query, Paging<JudgedFile> files) implements Page {

  static AnswersPage of(Catalogue catalogue, Query query) {
    return new AnswersPage(query, Paging.of(catalogue.lab().judgedFiles().all(), query, 50));
  }

  @Override
  public String template() {
    return "answers";
  }

  @Override
  public Object data() {
    return files;
  }
}
