package dev.assay.cli;

import dev.assay.AssayException;
import dev.assay.Json;
import dev.assay.corpus.Document;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.Grading;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// Writes a collection in BEIR's layout, which `assay import --format beir` and an experiment's
/// `corpus: {kind: Beir}` read: documents one at a time, questions, and the grades of documents.
final class BeirFolder {
  private final Path folder;

  BeirFolder(Path folder) {
    this.folder = folder;
  }

  /// Writes `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv`. A document has the highest grade
  /// of its evidence; a question without evidence has no judgement.
  ///
  /// @param documents hands each document to its consumer
  List<Path> write(Consumer<Consumer<Document>> documents, List<GoldenQuestion> questions) {
    Path corpus = folder.resolve("corpus.jsonl");
    try {
      Files.createDirectories(folder);
      Path part = folder.resolve("corpus.jsonl.part");
      try (Writer out = Files.newBufferedWriter(part)) {
        documents.accept(document -> line(out, document(document)));
      }
      Files.move(part, corpus, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AssayException("cannot write " + corpus + ": " + e.getMessage(), e);
    }
    var queries = new StringBuilder();
    var qrels = new StringBuilder("query-id\tcorpus-id\tscore\n");
    for (GoldenQuestion question : questions) {
      queries.append(
          json(
              Json.MAPPER
                  .createObjectNode()
                  .put("_id", question.id())
                  .put("text", question.question())));
      Grading.documentGrades(question)
          .forEach((document, grade) ->
              qrels.append("%s\t%s\t%d\n".formatted(word(question.id()), word(document), grade)));
    }
    var files = new LinkedHashMap<Path, String>();
    files.put(folder.resolve("queries.jsonl"), queries.toString());
    files.put(folder.resolve("qrels").resolve("test.tsv"), qrels.toString());
    files.forEach(Assay::write);
    return List.of(corpus, folder.resolve("queries.jsonl"), folder.resolve("qrels/test.tsv"));
  }

  /// The reader puts title and text together again, so that a title is one only where the text
  /// begins with it and a space.
  private static String document(Document document) {
    String title = document.title().strip();
    boolean before = !title.isEmpty() && document.text().startsWith(title + " ");
    String text = before ? document.text().substring(title.length() + 1) : document.text();
    return json(
        Json.MAPPER
            .createObjectNode()
            .put("_id", document.id())
            .put("title", before ? title : "")
            .put("text", text));
  }

  private static String json(ObjectNode object) {
    return Json.MAPPER.writeValueAsString(object) + "\n";
  }

  private static void line(Writer out, String line) {
    try {
      out.write(line);
    } catch (IOException e) {
      throw new AssayException("cannot write corpus.jsonl: " + e.getMessage(), e);
    }
  }

  private static String word(String id) {
    if (id.codePoints().anyMatch(Character::isISOControl)) {
      throw new AssayException(
          "the id '" + id + "' has a control character, which qrels cannot hold");
    }
    return id;
  }
}
