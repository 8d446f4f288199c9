package dev.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.AssayException;
import dev.assay.Bytes;
import dev.assay.Json;
import dev.assay.Price;
import dev.assay.Sha256;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {
  @Test
  void embeddedIsNamedAfterItsWeights() {
    var model = read("{'kind':'Embedded','of':'e5-small-v2-q'}");
    assertThat(model).isEqualTo(new Embedded("e5-small-v2-q", "e5-small-v2-q"));
    assertThat(model.card().licence()).isEqualTo("MIT");
    assertThat(model.card().dimensions()).isEqualTo(384);
    assertThat(model.card().maxTokens()).isEqualTo(512);
  }

  @Test
  void onnxHasDefaults() {
    assertThat(read("{'kind':'Onnx','name':'mine','path':'models/mine'}"))
        .isEqualTo(
            new Onnx(
                "mine", Path.of("models/mine"), "", "", Pooling.MEAN, 512, true, Card.UNKNOWN));
  }

  @Test
  void everyKeyOfOnnxIsRead() {
    assertThat(
            read(
                """
                {'kind':'Onnx','name':'mine','path':'m','queryPrefix':'q: ','documentPrefix':'d: ',
                'pooling':'first','maxTokens':128,'normalise':false,'card':{'licence':'MIT',
                'dimensions':64,'maxTokens':128,'languages':['de'],'source':'s','date':'d',
                'weights':'9kB','selfHosted':true}}\
                """))
        .isEqualTo(
            new Onnx(
                "mine",
                Path.of("m"),
                "q: ",
                "d: ",
                Pooling.FIRST,
                128,
                false,
                new Card("MIT", 64, 128, List.of("de"), "s", "d", new Bytes(9_000), true)));
  }

  @Test
  void httpHasDefaults() {
    assertThat(read("{'kind':'Http','name':'api','uri':'http://localhost:1/v1/embeddings'}"))
        .isEqualTo(
            new Http(
                "api",
                URI.create("http://localhost:1/v1/embeddings"),
                "api",
                null,
                "",
                "",
                null,
                true,
                32,
                4,
                Duration.ofSeconds(60),
                4,
                null,
                Card.UNKNOWN));
  }

  @Test
  void everyKeyOfHttpIsRead() {
    var model =
        read(
            """
            {'kind':'Http','name':'api','uri':'https://h/v1','model':'m','key':'sk-1',
            'queryPrefix':'q: ','documentPrefix':'d: ','dimensions':64,'normalise':false,'batch':8,
            'concurrency':2,'deadline':'PT5S','retries':0,'price':'0.13 USD/Mtoken',
            'card':{'licence':'MIT'}}\
            """);
    assertThat(model)
        .isEqualTo(
            new Http(
                "api",
                URI.create("https://h/v1"),
                "m",
                "sk-1",
                "q: ",
                "d: ",
                64,
                false,
                8,
                2,
                Duration.ofSeconds(5),
                0,
                Price.parse("0.13 USD/Mtoken"),
                new Card("MIT", null, null, List.of(), null, null, null, null)));
  }

  @Test
  void theKeyIsNeitherWrittenNorPrinted() {
    var model = read("{'kind':'Http','name':'api','uri':'https://h/v1','key':'sk-secret'}");
    assertThat(Json.MAPPER.writeValueAsString(model))
        .contains("\"kind\":\"Http\"", "\"uri\":\"https://h/v1\"")
        .doesNotContain("secret");
    assertThat(model.toString()).contains("https://h/v1").doesNotContain("secret");
    assertThat(read("{'kind':'Http','name':'api','uri':'https://h/v1?api-key=secret'}").toString())
        .isEqualTo(
            "Http[name=api, uri=https://h/v1?%s, model=api]"
                .formatted(Sha256.of("api-key=secret").substring(0, 12)));
  }

  @Test
  void everyModelIsReadBackAsWritten() {
    for (var model :
        List.of(
            new Embedded("bge-small-en-v1.5-q"),
            read("{'kind':'Onnx','name':'mine','path':'/models/mine','pooling':'first'}"),
            read("{'kind':'Http','name':'a','uri':'http://h/v1','price':'1.50 EUR/Mtoken'}"))) {
      var json = Json.MAPPER.writerFor(Model.class).writeValueAsString(model);
      assertThat(Json.MAPPER.readValue(json, Model.class)).isEqualTo(model);
    }
  }

  @Test
  void aWrongValueIsNamed() {
    refused("{'kind':'Embedded','of':'minilm'}")
        .hasMessageContaining("unknown embedded model 'minilm'; known: all-minilm-l6-v2-q,");
    refused("{'kind':'Embedded'}").hasMessageContaining("'of'");
    refused("{'kind':'Http','name':'a','uri':'ftp://h/v1'}").hasMessageContaining("ftp://h/v1");
    refused("{'kind':'Http','name':'a','uri':'ftp://h/v1?key=secret'}")
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret"));
    refused("{'kind':'Http','name':'a','uri':'http://u:secret@h/v1'}")
        .hasMessageContaining("use key");
    refused("{'kind':'Http','name':'a','uri':'http://h/v1','batch':0}")
        .hasMessageContaining("batch must be at least 1, got 0");
    refused("{'kind':'Http','name':'a','uri':'http://h/v1','price':'cheap'}")
        .hasMessageContaining("price must be written like '0.13 USD/Mtoken', got 'cheap'");
    refused("{'kind':'Onnx','name':'a','path':'p','maxTokens':2}")
        .hasMessageContaining("maxTokens must be at least 3, got 2");
  }

  @Test
  void aDirectoryWithoutAModelNamesTheMissingFile(@TempDir Path directory) throws Exception {
    var model = new Onnx("mine", directory, "", "", Pooling.MEAN, 512, true, Card.UNKNOWN);
    assertThatThrownBy(model::open)
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(directory.resolve("tokenizer.json") + " is missing");
    Files.writeString(directory.resolve("tokenizer.json"), "{}");
    assertThatThrownBy(model::open).hasMessageContaining("model.onnx is missing");
    Files.writeString(directory.resolve("model.onnx"), "not a model");
    assertThatThrownBy(model::open)
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("tokenizer.json of " + directory + " cannot be used");
  }

  private static Model read(String json) {
    return Json.MAPPER.readValue(json.replace('\'', '"'), Model.class);
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(String json) {
    return assertThatThrownBy(() -> read(json));
  }
}
