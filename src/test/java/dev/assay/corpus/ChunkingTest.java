package dev.assay.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.Json;
import dev.assay.corpus.Document.Format;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkingTest {
  private static final String[] PIECES = {
    "word",
    "Satz. ",
    "E-1042",
    " ",
    "\n",
    "\n\n",
    "# ",
    "```\n",
    "| a | b |\n",
    "- ",
    "\uD83D\uDE00",
    "\uD83D\uDC69\u200D\uD83D\uDD2C",
    "e\u0301",
    "漢字かな",
    "!?",
    "\u00A0",
    "...",
    "x".repeat(95),
    "\t",
    "1. ",
    "\uD83D",
    "z. B. ",
    "    code\n",
    "> ",
    "---\n",
    "<div>\n",
    "\u0301"
  };

  @Test
  void everyChunkingKeepsItsPromisesOnAnyText() {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      var text =
          random
              .ints(1 + random.nextInt(120), 0, PIECES.length)
              .mapToObj(i -> PIECES[i])
              .collect(Collectors.joining());
      if (text.isBlank()) {
        continue;
      }
      int max = 1 + random.nextInt(40);
      var format = random.nextBoolean() ? Format.MARKDOWN : Format.TEXT;
      var language = random.nextBoolean() ? "de" : null;
      var document = new Document("d", "", text, format, language);
      for (var chunking :
          List.of(
              new Whole(),
              new Fixed(max, random.nextInt(max)),
              new Sentences(max),
              new Recursive(max),
              new Markdown(max),
              new SentenceWindow(1, random.nextInt(4), max),
              new ParentChild(max + random.nextInt(60), max),
              new Semantic("any", max, random.nextInt(100), random.nextInt(3)))) {
        assertThat(cut(chunking, document))
            .as("-Dseed=%d %s", seed, chunking)
            .satisfies(chunks -> check(chunking, text, max, chunks))
            .isEqualTo(cut(chunking, document));
      }
    }
  }

  /// A stand-in for a model: the difference of the lengths.
  private static List<Chunk> cut(Chunking chunking, Document document) {
    return switch (chunking) {
      case TextChunking text -> text.chunk(document);
      case Semantic semantic -> semantic.chunk(document, ChunkingTest::lengths);
    };
  }

  private static double[] lengths(List<String> texts) {
    return IntStream.range(1, texts.size())
        .mapToDouble(i -> Math.abs(texts.get(i).length() - texts.get(i - 1).length()))
        .toArray();
  }

  private static void check(Chunking chunking, String text, int max, List<? extends Chunk> chunks) {
    int end = 0;
    for (int i = 0; i < chunks.size(); i++) {
      var chunk = chunks.get(i);
      var span = chunk.span();
      assertThat(chunk.ordinal()).isEqualTo(i + 1);
      assertThat(chunk.text()).isEqualTo(text.substring(span.start(), span.end()));
      if (chunking instanceof Fixed fixed && fixed.overlap() > 0) {
        assertThat(span.start()).isLessThanOrEqualTo(end);
      } else {
        assertThat(span.start()).as("tiles").isEqualTo(end);
      }
      assertThat(span.end()).isGreaterThan(end);
      end = span.end();
      assertThat(chunk.returned().overlap(span)).as("returns itself").isEqualTo(span.length());
      assertThat(chunks.stream().map(Chunk::span).map(Span::start))
          .as("what is returned begins where a chunk does")
          .contains(chunk.returned().start());
      assertThat(chunks.stream().map(Chunk::span).map(Span::end))
          .as("what is returned ends where a chunk does")
          .contains(chunk.returned().end());
      switch (chunking) {
        case SentenceWindow window -> {
          int first = Math.max(i - window.window(), 0);
          int last = Math.min(i + window.window(), chunks.size() - 1);
          assertThat(chunk.returned())
              .isEqualTo(new Span(chunks.get(first).span().start(), chunks.get(last).span().end()));
        }
        case ParentChild parents ->
            assertThat(
                    Tokens.count(text.substring(chunk.returned().start(), chunk.returned().end())))
                .isLessThanOrEqualTo(parents.parentTokens());
        default -> assertThat(chunk.returned()).isEqualTo(span);
      }
      if (!(chunking instanceof Whole)) {
        assertThat(Tokens.count(chunk.text())).isLessThanOrEqualTo(max);
      }
      boolean cut =
          end < text.length()
              && Character.isHighSurrogate(text.charAt(end - 1))
              && Character.isLowSurrogate(text.charAt(end));
      assertThat(cut).as("cuts a surrogate pair").isFalse();
    }
    assertThat(end).isEqualTo(text.length());
  }

  @Test
  void fixedWindowsOverlapByTheirTokens() {
    assertThat(texts(new Fixed(4, 1), "one two three four five six seven eight"))
        .containsExactly("one two three four ", "four five six seven ", "seven eight");
    assertThat(texts(new Fixed(3, 0), "  one, two three  "))
        .containsExactly("  one, two ", "three  ");
  }

  @Test
  void sentencesStayWholeAndAbbreviationsDoNotEndThem() {
    assertThat(texts(new Sentences(11), "Ask Dr. Wren first. Then, e.g. at night, call. Done."))
        .containsExactly("Ask Dr. Wren first. ", "Then, e.g. at night, call. ", "Done.");
  }

  @Test
  void germanOrdinalsAndAbbreviationsDoNotEndASentence() {
    var text = "Am 3. März z. B. bei Nr. 7 laden. Dann warten.";
    assertThat(texts(new Sentences(15), new Document("d", "", text, Format.TEXT, "de")))
        .containsExactly("Am 3. März z. B. bei Nr. 7 laden. ", "Dann warten.");
  }

  @Test
  void anItemOfAListIsASentence() {
    assertThat(texts(new Sentences(4), "- wrapped\n  item\n- next\n1. third\n"))
        .containsExactly("- wrapped\n  item\n", "- next\n", "1. third\n");
  }

  @Test
  void aSentenceThatIsTooLongIsCut() {
    assertThat(texts(new Sentences(3), "one two three four. Five."))
        .containsExactly("one two three ", "four. ", "Five.");
  }

  @Test
  void recursivePrefersParagraphsThenLinesThenSentencesThenWords() {
    assertThat(
            texts(
                new Recursive(6), "a b.\n\nc d.\n\ne f g h\ni j k l\n\none two. three four. five"))
        .containsExactly(
            "a b.\n\nc d.\n\n", "e f g h\n", "i j k l\n\n", "one two. three four. ", "five");
  }

  @Test
  void markdownCutsAtHeadingsButNotBetweenAHeadingAndItsSubheading() {
    assertThat(markdown(20, "Intro.\n\n# One\n\n## Sub\n\nText.\n\n## Next\n\nMore.\n"))
        .containsExactly("Intro.\n\n", "# One\n\n## Sub\n\nText.\n\n", "## Next\n\nMore.\n");
  }

  @Test
  void markdownKeepsCodeAndTableRowsWholeWhereTheyFit() {
    var code = "```\na\n\nb\n\nc\n```\n\n";
    assertThat(markdown(12, "# T\n\nOne two three four five six.\n\n" + code + "End of it."))
        .containsExactly("# T\n\nOne two three four five six.\n\n", code, "End of it.");
    assertThat(markdown(9, "| a b | c |\n|---|---|\n| d e. F | g |\n| h | i |\n"))
        .allSatisfy(chunk -> assertThat(chunk).endsWith("\n"));
  }

  @Test
  void aHashInCodeIsNoHeading() {
    assertThat(markdown(50, "Text\n\n```\n# not a heading\n```\n\nMore")).hasSize(1);
  }

  @Test
  void otherFormatsAreCutLikeRecursive() {
    var text = "# One\n\na b c\n\n# Two\n\nd e f";
    assertThat(texts(new Markdown(5), text)).isEqualTo(texts(new Recursive(5), text));
  }

  @Test
  void aSentenceIsSearchedAndTheSentencesAroundItAreReturned() {
    var text = "One. Two. Three. Four. Five.";
    assertThat(texts(new SentenceWindow(1, 1, 50), text))
        .containsExactly("One. ", "Two. ", "Three. ", "Four. ", "Five.");
    assertThat(returned(new SentenceWindow(1, 1, 50), text))
        .containsExactly(
            "One. Two. ",
            "One. Two. Three. ",
            "Two. Three. Four. ",
            "Three. Four. Five.",
            "Four. Five.");
    assertThat(texts(new SentenceWindow(2, 0, 50), text))
        .containsExactly("One. Two. ", "Three. Four. ", "Five.");
    assertThat(returned(new SentenceWindow(2, 1, 50), text))
        .containsExactly("One. Two. Three. ", "Two. Three. Four. Five.", "Four. Five.");
  }

  @Test
  void aSentenceOfAWindowThatIsTooLongCountsAsSeveral() {
    assertThat(texts(new SentenceWindow(1, 1, 3), "one two three four five. Six."))
        .containsExactly("one two three ", "four five. ", "Six.");
  }

  @Test
  void aChildIsSearchedAndItsParentIsReturned() {
    var text = "# One\n\nAsh bee cod. Dog elk fox.\n\n# Two\n\ng h i.";
    var chunking = new ParentChild(12, 6);
    var document = new Document("d", "", text, Format.MARKDOWN, "en");
    assertThat(texts(chunking, document))
        .containsExactly("# One\n\nAsh bee cod. ", "Dog elk fox.\n\n", "# Two\n\ng h i.");
    assertThat(returned(chunking, document))
        .containsExactly(
            "# One\n\nAsh bee cod. Dog elk fox.\n\n",
            "# One\n\nAsh bee cod. Dog elk fox.\n\n",
            "# Two\n\ng h i.");
  }

  @Test
  void semanticCutsWhereTheDistanceIsAboveThePercentileOfItsDocument() {
    var document = new Document("d", "", "Ada. Bea. Cleo. Dora. Emma. Fay.", Format.TEXT, "en");
    // Distances .1 .2 .9 .3 .8: sorted .1 .2 .3 .8 .9, the 60th percentile stands at place 2.4:
    // .3 + .4 * (.8 - .3) = .5, so the text is cut before Dora and before Fay.
    assertThat(semantic(60, document, .1, .2, .9, .3, .8))
        .containsExactly("Ada. Bea. Cleo. ", "Dora. Emma. ", "Fay.");
    // The 95th: place 3.8, .8 + .8 * .1 = .88.
    assertThat(semantic(95, document, .1, .2, .9, .3, .8))
        .containsExactly("Ada. Bea. Cleo. ", "Dora. Emma. Fay.");
    assertThat(semantic(95, document, .5, .5, .5, .5, .5))
        .as("no distance is above the others")
        .containsExactly("Ada. Bea. Cleo. Dora. Emma. Fay.");
  }

  private static List<String> semantic(double percentile, Document document, double... apart) {
    return new Semantic("any", 50, percentile, 0)
        .chunk(document, texts -> apart).stream().map(Chunk::text).toList();
  }

  @Test
  void semanticEmbedsEachSentenceWithThoseAroundIt() {
    var document = new Document("d", "", "One.\n\nTwo. Three. ", Format.TEXT, "en");
    assertThat(new Semantic("any", 50, 95, 1).texts(document))
        .containsExactly("One.\n\nTwo.", "One.\n\nTwo. Three.", "Two. Three.");
    assertThat(new Semantic("any", 50, 95, 0).texts(document))
        .containsExactly("One.", "Two.", "Three.");
    assertThat(
            new Semantic("any", 50, 95, 1).texts(new Document("d", "", "One.", Format.TEXT, "en")))
        .as("nothing to decide")
        .isEmpty();
  }

  @Test
  void aSemanticPartThatIsTooLongIsCutBetweenSentences() {
    var document =
        new Document(
            "d", "", "Ash bee cod. Dog elk fox. Gnu hen ibex. Jay kea lark.", Format.TEXT, "en");
    assertThat(new Semantic("any", 8, 95, 0).chunk(document, texts -> new double[] {0, 0, 0}))
        .extracting(Chunk::text)
        .containsExactly("Ash bee cod. Dog elk fox. ", "Gnu hen ibex. Jay kea lark.");
  }

  @Test
  void whatAChunkReturnsHoldsIt() {
    assertThatThrownBy(() -> new Chunk("d", 1, new Span(2, 4), "ab", new Span(3, 9)))
        .hasMessage("chunk d#1: Span[start=3, end=9] does not hold Span[start=2, end=4]");
  }

  @Test
  void sizesAreChecked() {
    assertThatThrownBy(() -> new Fixed(0, 0)).hasMessage("tokens must be at least 1, got 0");
    assertThatThrownBy(() -> new Fixed(8, 8))
        .hasMessage("overlap must be at least 0 and below tokens (8), got 8");
    assertThatThrownBy(() -> new Sentences(-1)).hasMessage("maxTokens must be at least 1, got -1");
    assertThatThrownBy(() -> new Recursive(0)).hasMessage("maxTokens must be at least 1, got 0");
    assertThatThrownBy(() -> new Markdown(0)).hasMessage("maxTokens must be at least 1, got 0");
    assertThatThrownBy(() -> new SentenceWindow(0, 1, 9))
        .hasMessage("sentences must be at least 1, got 0");
    assertThatThrownBy(() -> new SentenceWindow(1, -1, 9))
        .hasMessage("window must be at least 0, got -1");
    assertThatThrownBy(() -> new ParentChild(8, 9))
        .hasMessage("childTokens must be at most parentTokens (8), got 9");
    assertThatThrownBy(() -> new Semantic("m", 9, 100, 1))
        .hasMessage("percentile must be from 0 to below 100, got 100.0");
    assertThatThrownBy(() -> new Semantic(" ", 9, 95, 1))
        .hasMessage("of needs the name of a model");
  }

  @Test
  void anOverlongWordAndALongLineAreCutInLinearTime() {
    var document =
        new Document("d", "", "x".repeat(500_000) + " [(*_".repeat(50_000), Format.MARKDOWN, "en");
    for (var chunking :
        List.of(
            new Fixed(256, 32),
            new Sentences(256),
            new Recursive(256),
            new Markdown(256),
            new SentenceWindow(1, 3, 256),
            new ParentChild(512, 256),
            new Semantic("any", 256, 95, 1))) {
      assertThat(cut(chunking, document)).hasSizeGreaterThan(800);
    }
  }

  @Test
  void kindNamesTheRecordInJson() {
    for (var chunking :
        List.of(
            new Whole(),
            new Fixed(512, 64),
            new Sentences(9),
            new Recursive(8),
            new Markdown(7),
            new SentenceWindow(2, 1, 60),
            new ParentChild(400, 100),
            new Semantic("all-minilm-l6-v2-q", 256, 90, 2))) {
      var json = Json.MAPPER.writerFor(Chunking.class).writeValueAsString(chunking);
      assertThat(json).startsWith("{\"kind\":\"" + chunking.getClass().getSimpleName() + "\"");
      assertThat(Json.MAPPER.readValue(json, Chunking.class)).isEqualTo(chunking);
    }
    var folder = new Folder("docs", List.of("*.md"), List.of("x*"), "de");
    var json = Json.MAPPER.writerFor(Source.class).writeValueAsString(folder);
    assertThat(Json.MAPPER.readValue(json, Source.class)).isEqualTo(folder);
    assertThat(Json.MAPPER.readValue("{\"kind\":\"Beir\",\"path\":\"x\"}", Source.class))
        .isEqualTo(new Beir("x", null));
  }

  private static List<String> returned(TextChunking chunking, String text) {
    return returned(chunking, new Document("d", "", text, Format.TEXT, "en"));
  }

  private static List<String> returned(TextChunking chunking, Document document) {
    return chunking.chunk(document).stream()
        .map(Chunk::returned)
        .map(span -> document.text().substring(span.start(), span.end()))
        .toList();
  }

  private static List<String> texts(TextChunking chunking, String text) {
    return texts(chunking, new Document("d", "", text, Format.TEXT, "en"));
  }

  private static List<String> markdown(int max, String text) {
    return texts(new Markdown(max), new Document("d", "", text, Format.MARKDOWN, "en"));
  }

  private static List<String> texts(TextChunking chunking, Document document) {
    return chunking.chunk(document).stream().map(Chunk::text).toList();
  }
}
