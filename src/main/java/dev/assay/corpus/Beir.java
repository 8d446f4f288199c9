package dev.assay.corpus;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.Json;
import dev.assay.Lines;
import dev.assay.Problem;
import dev.assay.corpus.Document.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A collection in the layout of BEIR (Thakur et al. 2021, arXiv:2104.08663): `corpus.jsonl` with
/// `_id`, `title` and `text`. A document's text is its title, a space, and its text, as BEIR's own
/// baselines have it.
///
/// @param path the folder of `corpus.jsonl`
/// @param language ISO 639-1 code of all documents, or null
public record Beir(String path, @Nullable String language) implements Source {

  public Beir {
    if (path.isBlank()) {
      throw new IllegalArgumentException("a BEIR collection needs a path");
    }
    Languages.check(language);
  }

  @Override
  public void read(Path base, Consumer<Document> documents, Consumer<Rejected> rejected) {
    var file = base.resolve(path).normalize().resolve("corpus.jsonl");
    if (!Files.isRegularFile(file)) {
      throw new InvalidInput(Problem.error(path, 0, 0, "there is no " + file, "check `path`"));
    }
    var ids = new HashSet<String>();
    try (var lines = new Lines(file)) {
      for (var line = lines.next(); line != null; line = lines.next()) {
        try {
          documents.accept(document(line, ids));
        } catch (Unreadable e) {
          rejected.accept(
              new Rejected("corpus.jsonl:" + line.number(), String.valueOf(e.getMessage())));
        }
      }
    } catch (IOException e) {
      throw new AssayException("cannot read " + file, e);
    }
  }

  private Document document(Lines.Line line, Set<String> ids) throws Unreadable {
    if (line.fault() != null) {
      throw new Unreadable(line.fault());
    }
    if (line.text().isEmpty()) {
      throw new Unreadable("empty");
    }
    JsonNode json;
    try {
      json = Json.MAPPER.readTree(line.text());
    } catch (JacksonException e) {
      throw new Unreadable("not JSON: " + e.getOriginalMessage());
    }
    var id = field(json, "_id");
    var title = field(json, "title").strip();
    var body = field(json, "text");
    var text = title.isEmpty() ? body : title + " " + body;
    if (id.isBlank()) {
      throw new Unreadable("no _id");
    }
    if (id.codePoints().anyMatch(Character::isISOControl)) {
      throw new Unreadable("its _id has control characters");
    }
    if (Tokens.count(text) == 0) {
      throw new Unreadable("'" + id + "' is empty");
    }
    if (!ids.add(id)) {
      throw new Unreadable("duplicate id '" + id + "'");
    }
    return new Document(id, title, text, Format.BEIR, language);
  }

  private static String field(JsonNode json, String name) throws Unreadable {
    var value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isString() && !value.isIntegralNumber()) {
      throw new Unreadable("'" + name + "' is not a string");
    }
    var text = Utf8.lineEnds(value.asString());
    int lone = Utf8.loneSurrogate(text);
    if (lone >= 0 || text.indexOf('\0') >= 0) {
      throw new Unreadable("'" + name + "' has a NUL or half a character");
    }
    return text;
  }
}
