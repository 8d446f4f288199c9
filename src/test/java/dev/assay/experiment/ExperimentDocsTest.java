package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.assay.Default;
import dev.assay.judge.ChatSettings;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/experiments.md` has every key that an experiment file can hold, and no other.
class ExperimentDocsTest {
  private static final Path DOCS = Path.of("docs/experiments.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z0-9]+)` \\|(.*)\\|$");

  @Test
  void everyKeyIsDocumentedInOrderWithItsDefaultAndNoOther() throws IOException {
    String docs = Files.readString(DOCS);
    for (Class<?> type : records()) {
      String section = section(docs, title(type));
      var keys = new ArrayList<String>();
      var rows = ROW.matcher(section);
      while (rows.find()) {
        keys.add(rows.group(1));
      }
      assertThat(keys)
          .as(title(type))
          .containsExactlyElementsOf(components(type).map(RecordComponent::getName).toList());
      for (RecordComponent component : components(type).toList()) {
        Default usual = component.getAnnotation(Default.class);
        if (usual != null) {
          assertThat(section)
              .as(title(type) + "." + component.getName())
              .containsPattern(
                  "\\| `%s` \\|[^\\n]*\\| `%s` \\|"
                      .formatted(component.getName(), Pattern.quote(usual.value())));
        }
      }
    }
  }

  @Test
  void theExampleIsAnExperimentFile() throws IOException {
    String docs = Files.readString(DOCS);
    String example = docs.substring(docs.indexOf("```yaml\n") + 8);

    ExperimentFile file = ExperimentFile.parse(DOCS, example.substring(0, example.indexOf("```")));

    assertThat(Grid.configurations(file)).hasSize(2 + 2 * 3 * 3);
  }

  /// Those whose names are keys.
  private static Stream<RecordComponent> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(component ->
            component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                ? components(component.getType())
                : Stream.of(component));
  }

  private static String title(Class<?> type) {
    if (type == ChatSettings.class) {
      return "Chat model";
    }
    if (type == AnswererSettings.Llm.class) {
      return "Llm answerer";
    }
    return type == Reranker.Http.class ? "Http reranker" : type.getSimpleName();
  }

  private static String section(String docs, String title) {
    var heading = Pattern.compile("(?m)^#+ " + Pattern.quote(title) + "$").matcher(docs);
    assertThat(heading.find()).as("a heading '" + title + "'").isTrue();
    int end = docs.indexOf("\n#", heading.end());
    return docs.substring(heading.end(), end < 0 ? docs.length() : end);
  }

  private static Set<Class<?>> records() {
    var found = new LinkedHashSet<Class<?>>();
    collect(ExperimentFile.class, found);
    return found;
  }

  private static void collect(Type type, Set<Class<?>> found) {
    if (type instanceof ParameterizedType generic) {
      List.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, found));
      return;
    }
    var target = (Class<?>) type;
    if (target.isSealed()) {
      Arrays.stream(target.getPermittedSubclasses()).forEach(kind -> collect(kind, found));
    } else if (target.isRecord() && !scalar(target) && found.add(target)) {
      components(target).forEach(component -> collect(component.getGenericType(), found));
    }
  }

  /// Written as one word, like a price.
  private static boolean scalar(Class<?> type) {
    return Arrays.stream(type.getMethods()).anyMatch(method -> method.getName().equals("parse"));
  }
}
