package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.InvalidInput;
import dev.assay.analysis.CompareRequest;
import dev.assay.analysis.Sweep;
import dev.assay.lab.FinishedExperiment;
import dev.assay.lab.Lab;
import dev.assay.milvus.EngineForTests;
import dev.assay.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorporaTest {
  private static final String BOTH =
      "  corpus:\n    - {name: all, path: docs}\n    - {name: few, path: few}\n";

  @TempDir private Path folder;

  @Test
  void eachCorpusIsSearchedByItselfAndWhatItLacksIsSkipped() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = lab()) {
      Path file = write(endpoints);
      Plan plan = lab.plan(file);
      Result result = lab.run(file, Partial.Request.ALL, _ -> {}, _ -> {});

      assertThat(plan.configurations()).isEqualTo(6);
      assertThat(plan.engine().collections()).isEqualTo(2);
      assertThat(plan.models().getFirst().texts())
          .as("a chunk that both have is embedded once")
          .isEqualTo(result.calls().embedding());
      assertThat(result.experiment()).isEqualTo(plan.experiment());
      assertThat(result.corpus().name()).isEqualTo("all, few");
      assertThat(result.corpus().documents()).isEqualTo(6 + 2);
      assertThat(result.configurations())
          .extracting(c -> "%s %s %d".formatted(c.id(), c.chunking(), c.chunks()))
          .containsExactly(
              "A all · markdown 12",
              "B all · markdown 12",
              "C all · markdown 12",
              "D few · markdown 4",
              "E few · markdown 4",
              "F few · markdown 4");
      assertThat(result.configurations())
          .extracting(c -> {
            var mean = Objects.requireNonNull(c.measures().get("R@10"));
            return mean.n() + "/" + mean.expected();
          })
          .containsExactly("6/6", "6/6", "6/6", "2/6", "2/6", "2/6");

      var experiment = lab.find(result.experiment()).orElseThrow();
      var skipped = lab.of(experiment).explain("q-2", List.of("D"), 3, null).orElseThrow().views();
      assertThat(skipped.getFirst().state()).isEqualTo(Cell.State.SKIPPED);
      assertThat(skipped.getFirst().reason())
          .isEqualTo("its evidence stands in lynx.md, which is not in the corpus");
      var found =
          lab.of(experiment).explain("q-0", List.of("A", "D"), 1, null).orElseThrow().views();
      assertThat(found).allSatisfy(view -> assertThat(view.evidence()).hasSize(1));

      FinishedExperiment finished = lab.of(experiment).finished().orElseThrow();
      var compared =
          finished.compare(new CompareRequest("A", List.of("D"), null, null), (Slice) null);
      assertThat(compared.alike()).containsOnlyKeys("retrieval");
      assertThat(compared.candidates().getFirst().standing().covered()).isFalse();
      assertThat(finished.sweep(null).orElseThrow().curves())
          .extracting(Sweep.Curve::chunking)
          .contains("all · markdown", "few · markdown");
      Corpora corpora = lab.of(experiment).corpora();
      assertThat(corpora.hashes()).containsOnlyKeys("all", "few");
      assertThat(corpora.ofChunkings().get("few · markdown"))
          .isEqualTo(corpora.hashes().get("few"));

      Result again = lab.run(file, Partial.Request.ALL, _ -> {}, _ -> {});
      assertThat(again.calls().embedding() + again.calls().milvusSearch()).isZero();
      assertThat(again.experiment()).isEqualTo(result.experiment());
    }
  }

  @Test
  void evidenceThatMovedInOneCorpusIsAnErrorThatNamesIt() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = lab()) {
      Path file = write(endpoints);
      Path otter = folder.resolve("few/otter.md");
      Files.writeString(otter, "Moved. " + Files.readString(otter));

      assertThatThrownBy(() -> lab.plan(file))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("questions.jsonl:2:1: error: in corpus few: otter.md has '")
          .hasMessageContaining("where corpora differ, a document needs another id");

      Path all = folder.resolve("docs/otter.md");
      Files.writeString(all, Files.readString(otter));
      assertThatThrownBy(() -> lab.plan(file))
          .as("moved in all of them it can be found again")
          .hasMessageContaining("in corpus all: otter.md has '")
          .hasMessageContaining("try: assay golden reanchor");
    }
  }

  @Test
  void aFileThatOneCorpusCannotReadIsCheckedInTheOther() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = lab()) {
      Path file = write(endpoints);
      Files.write(folder.resolve("few/otter.md"), new byte[] {(byte) 0xFF, 0, (byte) 0xFE});
      assertThat(lab.plan(file).documents()).isEqualTo(6 + 1);

      Path otter = folder.resolve("docs/otter.md");
      Files.writeString(otter, "Moved. " + Files.readString(otter));
      assertThatThrownBy(() -> lab.plan(file))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("questions.jsonl:2:1: error: in corpus all: otter.md has '");
    }
  }

  @Test
  void historyCountsWhatChangedInAllCorpora() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = lab()) {
      Path file = write(endpoints);
      lab.run(file, Partial.Request.ALL, _ -> {}, _ -> {});
      for (String document : List.of("docs/heron.md", "few/heron.md")) {
        Path path = folder.resolve(document);
        Files.writeString(path, Files.readString(path) + "\nHerons stand still.\n");
      }
      Files.delete(folder.resolve("few/otter.md"));
      Result second = lab.run(file, Partial.Request.ALL, _ -> {}, _ -> {});

      var history = lab.history(lab.find(second.experiment()).orElseThrow(), false).orElseThrow();
      assertThat(history.points().getFirst().changes())
          .contains("corpus: 2 documents edited, 0 new, 1 gone");
    }
  }

  @Test
  void aNameOfTwoFactorsIsNotForOne() throws IOException {
    try (var endpoints = new FakeEndpoints()) {
      String text = Files.readString(write(endpoints));

      assertThatThrownBy(() -> parse(text.replace("name: few", "name: \"f · w\"")))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("corpus 'f · w': a name has no spaces");
    }
  }

  @Test
  void evidenceThatNoCorpusHasAsAWholeIsAnError() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var lab = lab()) {
      Path file = write(endpoints);
      Files.delete(folder.resolve("docs/heron.md"));
      Files.delete(folder.resolve("few/heron.md"));

      assertThatThrownBy(() -> lab.plan(file))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("questions.jsonl:1:1: error: ")
          .hasMessageContaining("heron.md");
    }
  }

  @Test
  void aFileHasEitherOneCorpusOrSeveral() throws IOException {
    try (var endpoints = new FakeEndpoints()) {
      Path file = TinyExperiment.write(folder, endpoints);
      String text = Files.readString(file);

      assertThatThrownBy(() -> parse(text.replace("factors:\n", "factors:\n" + BOTH)))
          .hasMessageContaining("an experiment has either a corpus or several in factors.corpus");
      assertThatThrownBy(() -> parse(text.replaceFirst("(?m)^corpus: .*\\n", "")))
          .hasMessageContaining("an experiment has either a corpus or several in factors.corpus");
    }
  }

  @Test
  void aListOfConfigurationsNamesItsCorpora() throws IOException {
    try (var endpoints = new FakeEndpoints()) {
      String text = Files.readString(write(endpoints));

      assertThat(
              Grid.configurations(
                  parse(text + "configurations: [{corpus: few, retrieval: bm25}]\n")))
          .extracting(Compared::label)
          .containsExactly("few · markdown · bm25");
      assertThatThrownBy(() -> parse(text + "configurations: [{retrieval: bm25}]\n"))
          .hasMessageContaining("configuration 1: name its corpus, one of: all, few");
      assertThatThrownBy(() -> parse(text + "configurations: [{corpus: fwe, retrieval: bm25}]\n"))
          .hasMessageContaining("factors.corpus has no 'fwe'; did you mean 'few'?");
    }
  }

  @Test
  void oneCorpusIsWrittenAsItsHashAndSeveralWithCommasBetween() throws IOException {
    try (var endpoints = new FakeEndpoints()) {
      var one = parse(Files.readString(TinyExperiment.write(folder, endpoints)));
      var two = parse(Files.readString(write(endpoints)));

      assertThat(Corpora.of(one, List.of("a1b2c3a1b2c3a1b2")))
          .hasToString("a1b2c3a1b2c3a1b2")
          .satisfies(corpora -> assertThat(corpora.mark()).isEqualTo("a1b2c3a1b2c3"));
      var both = Corpora.of(two, List.of("aa", "bb"));
      assertThat(both).hasToString("aa,bb");
      assertThat(both.ofChunkings())
          .containsExactly(
              java.util.Map.entry("all · markdown", "aa"),
              java.util.Map.entry("few · markdown", "bb"));
      assertThat(both.mark()).hasSize(12);
    }
  }

  /// Six documents in one corpus, two of them in the other.
  private Path write(FakeEndpoints endpoints) throws IOException {
    return TinyExperiment.inTwoCorpora(TinyExperiment.write(folder, endpoints));
  }

  private static ExperimentFile parse(String text) {
    return ExperimentFile.parse(Path.of("tiny.yaml"), text);
  }

  private Lab lab() throws IOException {
    Path state = folder.resolve("state");
    EngineForTests.linkInto(state);
    return Lab.open(state);
  }
}
