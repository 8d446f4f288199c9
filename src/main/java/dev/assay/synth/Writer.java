package dev.assay.synth;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Document;
import dev.assay.corpus.Recursive;
import dev.assay.corpus.Span;
import dev.assay.golden.GoldenQuestion;
import dev.assay.judge.ChatModel;
import dev.assay.judge.Context;
import dev.assay.judge.OfflineVerifier;
import dev.assay.judge.Prompt;
import dev.assay.judge.Reply;
import dev.assay.judge.metric.Own;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A language model that writes one question a passage. Its quote must stand in the passage, and
/// its answer in the quote.
///
/// @param prompt what it is asked
record Writer(ChatModel model, Prompt prompt) {
  private static final int PASSAGE_TOKENS = 250;
  private static final int REPLY_TOKENS = 800;
  private static final int SHORTEST_PASSAGE = 120;
  private static final int SHORTEST_QUOTE = 15;

  /// An endpoint that is down is not asked for every passage.
  private static final int SILENCES = 3;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /// Passage by passage, one of each document a round, until there are enough.
  void write(Sample sample, int count, Review review) {
    int silences = 0;
    for (var passage : passages(sample, 3 * count)) {
      if (review.accepted().size() >= count) {
        return;
      }
      var reply =
          prompt.ask(
              model, Map.of("passage", passage.chunk().text()), REPLY_TOKENS, Prompt.REPAIRS);
      if (reply instanceof Reply.Valid valid) {
        silences = 0;
        draft(passage, valid.value(), review);
      } else {
        review.discard("", passage.chunk().id(), Reply.failure(reply));
        silences = reply instanceof Reply.None ? silences + 1 : 0;
        if (silences == SILENCES) {
          return;
        }
      }
    }
  }

  private record Passage(Document document, Chunk chunk) {}

  private static List<Passage> passages(Sample sample, int most) {
    var perDocument = new ArrayList<List<Passage>>();
    for (var document : sample.documents()) {
      perDocument.add(
          new Recursive(PASSAGE_TOKENS)
              .chunk(document).stream()
                  .filter(chunk -> chunk.text().strip().length() >= SHORTEST_PASSAGE)
                  .sorted(Comparator.comparing(chunk -> sample.key(chunk.id())))
                  .map(chunk -> new Passage(document, chunk))
                  .toList());
    }
    var passages = new ArrayList<Passage>();
    for (int round = 0; passages.size() < most; round++) {
      int before = passages.size();
      for (var ofDocument : perDocument) {
        if (round < ofDocument.size() && passages.size() < most) {
          passages.add(ofDocument.get(round));
        }
      }
      if (passages.size() == before) {
        break;
      }
    }
    return passages;
  }

  private void draft(Passage passage, JsonNode reply, Review review) {
    String question = Unit.plain(reply.get("question").asString());
    String answer = Unit.plain(reply.get("answer").asString());
    var chunk = passage.chunk();
    if (question.isEmpty()) {
      review.discard("", chunk.id(), "the model found nothing worth asking");
      return;
    }
    var span = find(reply.get("quote").asString(), chunk);
    if (span == null) {
      review.discard(question, chunk.id(), "no evidence: the quote does not stand in the passage");
      return;
    }
    String quote = passage.document().text().substring(span.start(), span.end());
    if (!Own.supported(new OfflineVerifier(), question, answer, new Context(chunk.id(), quote))) {
      review.discard(question, chunk.id(), "the answer does not follow from the quote");
      return;
    }
    var language = Language.of(passage.document());
    review.take(
        new Candidate(
            prompt.task(),
            GoldenQuestion.Type.valueOf(
                reply.get("type").asString().toUpperCase(java.util.Locale.ROOT)),
            Objects.requireNonNullElse(
                passage.document().language(), language == null ? "und" : language.code()),
            question,
            answer,
            chunk.document(),
            span,
            quote,
            source(chunk)));
  }

  private Map<String, String> source(Chunk chunk) {
    var source = new LinkedHashMap<String, String>();
    source.put("model", model.fingerprint());
    source.put("prompt", prompt.task());
    source.put("chunk", chunk.id());
    return source;
  }

  /// Where the quote stands in the passage, apart from the length of its blanks; null: nowhere.
  private static @Nullable Span find(String quote, Chunk chunk) {
    if (quote.strip().length() < SHORTEST_QUOTE) {
      return null;
    }
    String loose =
        BLANKS.splitAsStream(quote.strip()).map(Pattern::quote).collect(Collectors.joining("\\s+"));
    var found = Pattern.compile(loose).matcher(chunk.text());
    return found.find()
        ? new Span(chunk.span().start() + found.start(), chunk.span().start() + found.end())
        : null;
  }
}
