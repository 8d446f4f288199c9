package dev.assay.lexical;

import dev.assay.AssayException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// Cuts a text into terms: Lucene's analyzer of a language, unchanged, so that scores compare with
/// published ones. Safe for many threads.
///
/// All of them cut words where Unicode does (UAX 29) and lower their case, so an identifier stays
/// findable, whole or by its parts: `E1042` is one term, `v2.5.1` and `retry_after` too,
/// `LK3-0417-B` is `lk3 0417 b`, and `--retry-after` is `retry after`, in the text and in the query
/// alike.
public enum Analyzer {
  /// Porter stems; 33 stop words; possessive 's removed.
  ENGLISH(EnglishAnalyzer::new),
  /// Light stems; stop words; umlauts folded (Häuser: haus).
  GERMAN(GermanAnalyzer::new),
  /// Stems with prefixes (dikembalikan: kembali); stop words.
  INDONESIAN(IndonesianAnalyzer::new),
  /// No stems and no stop words: any language that puts spaces between words.
  STANDARD(StandardAnalyzer::new);

  @SuppressWarnings("ImmutableEnumChecker") // immutable and thread safe by its contract
  private final org.apache.lucene.analysis.Analyzer lucene;

  Analyzer(Supplier<org.apache.lucene.analysis.Analyzer> lucene) {
    this.lucene = lucene.get();
  }

  /// The analyzer an experiment names: english, german, indonesian or standard.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  public static Analyzer of(String name) {
    for (var analyzer : values()) {
      if (analyzer.toString().equals(name)) {
        return analyzer;
      }
    }
    throw new IllegalArgumentException(
        "unknown analyzer '%s'; there are english, german, indonesian, standard".formatted(name));
  }

  /// The terms of a text in the order in which they stand. Stop words are left out.
  public List<Term> terms(String text) {
    var terms = new ArrayList<Term>();
    try (TokenStream stream = lucene.tokenStream("text", text)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      var offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        terms.add(new Term(term.toString(), offset.startOffset(), offset.endOffset()));
      }
      stream.end();
    } catch (IOException e) {
      throw new AssayException("cannot read a text in memory", e);
    }
    return terms;
  }

  /// The name as an experiment writes it.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
