package dev.assay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The arrows of ARCHITECTURE.md, held by the build.
class ArchitectureTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/web/templates/"))
          .importPackages("dev.assay");

  /// Package to the packages of ours it may use, beside itself and the root.
  private static final Map<String, Set<String>> MAY_USE =
      """
      http:
      corpus:
      embed: http
      lexical:
      ranking:
      judge: http
      yaml:
      milvus: ranking
      measure: ranking
      golden: corpus
      synth: golden corpus judge
      answers: golden judge
      experiment: corpus golden embed lexical milvus ranking measure judge yaml
      verdicts: experiment answers corpus golden embed ranking measure judge
      run: http verdicts experiment corpus golden embed lexical milvus ranking measure yaml
      plan: run verdicts experiment corpus golden embed lexical milvus measure judge yaml
      qualify: verdicts experiment golden ranking measure judge
      analysis: run verdicts experiment corpus golden embed lexical milvus ranking measure yaml
      lab: analysis plan qualify run verdicts experiment answers synth corpus golden embed milvus measure judge yaml
      report: analysis plan qualify verdicts experiment answers corpus golden lexical ranking measure judge
      web: report lab analysis qualify verdicts experiment answers synth corpus golden lexical ranking measure judge yaml
      """
          .lines()
          .map(line -> line.split(": ?", -1))
          .collect(
              Collectors.toMap(
                  line -> line[0],
                  line -> Set.of(line[1].isEmpty() ? new String[0] : line[1].split(" ", -1))));

  /// Third-party client to the one package that may import it.
  private static final Map<String, String> ONLY_IN =
      Map.ofEntries(
          Map.entry("org.jsoup..", "corpus"),
          Map.entry("org.apache.pdfbox..", "corpus"),
          Map.entry("org.apache.poi..", "corpus"),
          Map.entry("org.commonmark..", "corpus"),
          Map.entry("ai.onnxruntime..", "embed"),
          Map.entry("ai.djl..", "embed"),
          Map.entry("com.google.protobuf..", "embed"),
          Map.entry("org.apache.lucene..", "lexical"),
          Map.entry("okhttp3..", "http"),
          Map.entry("io.milvus..", "milvus"),
          Map.entry("de.kherud..", "judge.local"),
          Map.entry("net.sf.extjwnl..", "judge.words"),
          Map.entry("org.sqlite..", "experiment"),
          Map.entry("org.snakeyaml..", "yaml"),
          Map.entry("io.javalin..", "web"),
          Map.entry("gg.jte..", "web"),
          Map.entry("picocli..", "cli"),
          Map.entry("me.tongfei..", "cli"));

  @TestFactory
  Stream<DynamicTest> packagesUseOnlyWhatStandsBeforeThem() {
    return MAY_USE.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () -> {
                  var forbidden =
                      Stream.concat(MAY_USE.keySet().stream(), Stream.of("cli"))
                          .filter(name ->
                              !name.equals(entry.getKey()) && !entry.getValue().contains(name))
                          .map(name -> "dev.assay." + name + "..")
                          .toArray(String[]::new);
                  noClasses()
                      .that()
                      .resideInAPackage("dev.assay." + entry.getKey() + "..")
                      .should()
                      .dependOnClassesThat()
                      .resideInAnyPackage(forbidden)
                      .allowEmptyShould(true)
                      .check(CODE);
                }));
  }

  @TestFactory
  Stream<DynamicTest> eachClientStaysInItsPackage() {
    return ONLY_IN.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () ->
                    noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.assay." + entry.getValue() + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(entry.getKey())
                        .check(CODE)));
  }

  @Test
  void whoAsksOrShowsReadsNoTable() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.assay.lab..",
            "dev.assay.qualify..",
            "dev.assay.report..",
            "dev.assay.web..",
            "dev.assay.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.sql..")
        .check(CODE);
  }

  @Test
  void rankingAndMeasureNeedOnlyTheJdk() {
    classes()
        .that()
        .resideInAnyPackage("dev.assay.ranking..", "dev.assay.measure..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.jspecify..", "dev.assay", "dev.assay.ranking..", "dev.assay.measure..")
        .check(CODE);
  }

  @Test
  void noPackagesFormACycle() {
    slices().matching("dev.assay.(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.assay.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CODE);
  }

  @Test
  void namesAreNounsOfTheField() {
    for (var ending : List.of("Manager", "Helper", "Util", "Utils", "Impl", "Service", "Factory")) {
      noClasses().should().haveSimpleNameEndingWith(ending).check(CODE);
    }
  }
}
