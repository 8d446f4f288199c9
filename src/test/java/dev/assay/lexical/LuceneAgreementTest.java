package dev.assay.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

/// Lucene's own BM25 over the same chunks. Its score lacks the factor `k1 + 1`, and it stores chunk
/// lengths in a byte, exact below 40: the chunks here are shorter.
class LuceneAgreementTest {
  private static final long SEED = Long.getLong("seed", 7);
  private static final Bm25 BM25 = new Bm25(.9, .4);

  @Test
  void luceneRanksAndScoresAlike() throws IOException {
    var random = new Random(SEED);
    var chunks =
        IntStream.range(0, 500).mapToObj(i -> words(random, 1 + random.nextInt(38))).toList();
    var builder = new Lexicon.Builder(Analyzer.ENGLISH);
    chunks.forEach(builder::add);
    var lexicon = builder.build(BM25);

    try (var directory = new ByteBuffersDirectory()) {
      var config =
          new IndexWriterConfig(new org.apache.lucene.analysis.en.EnglishAnalyzer())
              .setSimilarity(similarity());
      try (var writer = new IndexWriter(directory, config)) {
        for (String chunk : chunks) {
          var document = new Document();
          document.add(new TextField("text", chunk, Field.Store.NO));
          writer.addDocument(document);
        }
        writer.forceMerge(1);
      }
      try (var reader = DirectoryReader.open(directory)) {
        var searcher = new IndexSearcher(reader);
        searcher.setSimilarity(similarity());
        for (int q = 0; q < 50; q++) {
          String query = words(random, 1 + random.nextInt(6));
          compare(searcher, query, lexicon, chunks);
        }
      }
    }
  }

  private static void compare(
      IndexSearcher searcher, String query, Lexicon lexicon, List<String> chunks)
      throws IOException {
    var clauses = new BooleanQuery.Builder();
    for (var term : Analyzer.ENGLISH.terms(query)) {
      clauses.add(new TermQuery(new Term("text", term.term())), BooleanClause.Occur.SHOULD);
    }
    var lucene = searcher.search(clauses.build(), chunks.size()).scoreDocs;
    var weights = lexicon.query(query);
    var ours = new ArrayList<double[]>();
    for (int i = 0; i < chunks.size(); i++) {
      double score = LexiconTest.inner(weights, lexicon.document(chunks.get(i)));
      if (score > 0) {
        ours.add(new double[] {i, score});
      }
      assertThat(lexicon.explain(query, chunks.get(i)).score()).isCloseTo(score, within(1e-5));
    }
    ours.sort(
        Comparator.comparingDouble((double[] hit) -> -hit[1]).thenComparingDouble(hit -> hit[0]));
    assertThat(lucene).as("-Dseed=%d, %s", SEED, query).hasSameSizeAs(ours);
    var scores = ours.stream().collect(Collectors.toMap(hit -> (int) hit[0], hit -> hit[1]));
    for (int rank = 0; rank < lucene.length; rank++) {
      double score = lucene[rank].score * (BM25.k1() + 1);
      assertThat(score).as(query).isCloseTo(scores.get(lucene[rank].doc), within(1e-5));
      assertThat(score)
          .as(query)
          .isCloseTo(ours.get(rank)[1], within(1e-5)); // same rank, ties aside
    }
  }

  private static BM25Similarity similarity() {
    return new BM25Similarity((float) BM25.k1(), (float) BM25.b());
  }

  private static String words(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "w" + (int) Math.floor(60 * Math.pow(random.nextDouble(), 2)))
        .collect(Collectors.joining(" "));
  }
}
