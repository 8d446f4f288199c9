package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.dictionary.Dictionary;
import org.junit.jupiter.api.Test;

class WordNetThreadsTest {
  private static final int THREADS = 8;
  private static final int EVERY = 5;

  /// A fifth of its nouns of one word, more than it keeps in memory.
  private static List<String> nouns() throws JWNLException {
    var words = new ArrayList<String>();
    var all = Dictionary.getDefaultResourceInstance().getIndexWordIterator(POS.NOUN);
    for (int i = 0; all.hasNext(); i++) {
      String lemma = all.next().getLemma();
      if (i % EVERY == 0 && lemma.matches("[a-z]{3,12}")) {
        words.add(lemma);
      }
    }
    return words;
  }

  @Test
  void whatManyThreadsAskAtOnceIsKnownToAll() throws Exception {
    List<String> words = nouns();
    Callable<List<String>> unknown =
        () -> words.stream().filter(word -> !WordNet.areNear(word, word)).toList();

    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<List<String>> one :
          threads.invokeAll(java.util.Collections.nCopies(THREADS, unknown))) {
        assertThat(one.get()).as("nouns that mean nothing").isEmpty();
      }
    }
    assertThat(words).hasSizeGreaterThan(5000);
  }
}
