package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.InvalidInput;
import dev.assay.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ServerTest {
  private static final String TOKEN = "0123456789abcdef";

  private static WebFixture fixture;
  private static Server server;
  private static HttpClient client;

  @BeforeAll
  static void start() {
    fixture = WebFixture.shared();
    server = fixture.serve(null, false);
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      client.close();
      server.close();
    }
  }

  private static HttpResponse<String> get(Server from, String path, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(from.address().resolve(path)).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(server, path);
  }

  private static HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.address().resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String origin() {
    String address = server.address().toString();
    return address.substring(0, address.length() - 1);
  }

  /// The pages, with the queries that make them show something.
  static List<String> pages(String experiment) {
    return List.of(
        "/experiments",
        "/x/" + experiment,
        "/x/" + experiment + "?loss=A",
        "/x/" + experiment + "/compare",
        "/x/"
            + experiment
            + "/compare?base=B&with=A,C&measure=R@10&slice=length:medium&show=worse&of=C",
        "/x/" + experiment + "/question?id=q-odd",
        "/x/" + experiment + "/question?id=q-1&runs=A,F&hits=20",
        "/x/" + experiment + "/matrix?id=q-odd&run=A",
        "/x/" + experiment + "/sweep",
        "/x/" + experiment + "/decide",
        "/history",
        "/x/" + experiment + "/label?metric=faithfulness",
        "/golden?exp=" + experiment,
        "/documents?exp=" + experiment,
        Query.url(
            "/document", "exp", experiment, "id", "field/" + WebFixture.ODD_NAME, "with", "fixed"),
        "/answers",
        "/synth",
        "/prompts",
        "/prompts?exp=" + experiment,
        "/keys");
  }

  @Test
  void theMatrixSaysWhichChunkEntailsWhichClaim() throws Exception {
    String path = "/x/" + fixture.experiment + "/matrix";
    JsonNode data = Json.MAPPER.readTree(get(path + ".json?id=q-1&run=F").body());
    assertThat(data.get("judge").asString()).startsWith("offline:verifier@");
    assertThat(data.at("/matrix/chunks/0").asString()).isEqualTo("field/otter.md#1");
    JsonNode claim = data.at("/matrix/answer/0");
    assertThat(claim.get("claim").asString())
        .isEqualTo("The otter needs 11 hectares of quiet water meadow.");
    assertThat(claim.get("other").asBoolean()).isTrue();
    assertThat(claim.at("/entailed/0").asBoolean()).isTrue();
    assertThat(claim.get("kind").asString()).isEqualTo("RIGHT");
    assertThat(data.at("/matrix/useful/0").asBoolean()).isTrue();
    assertThat(get(path + "?id=q-1&run=F").body())
        .contains(
            "Claims of the answer", "Claims of the reference", "In the reference", "· unqualified");
    assertThat(get(path + "?id=q-none&run=A").body()).contains("No claims", "declined");
    assertThat(get(path + "?id=q-1&run=Z").statusCode()).isEqualTo(404);
    assertThat(get(path + "?id=q-1").statusCode()).isEqualTo(400);
  }

  /// Of answers that the lab did not give.
  static List<String> answerPages(String file) {
    return List.of(
        "/answers/" + file,
        "/answers/" + file + "?sort=faithfulness",
        "/answers/compare",
        Query.url("/answers/" + file + "/matrix", "id", "a & \"b\""),
        "/answers/" + file + "/matrix?id=none",
        "/answers/" + file + "/matrix?id=bare");
  }

  @Test
  void aComparisonReadsNoFileThatARequestNames() throws Exception {
    var refused = get("/x/" + fixture.experiment + "/compare.json?base=A&with=/etc/passwd");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("no configuration '/etc/passwd'");
  }

  @Test
  void answersOfAnotherSystemHaveTheirMatrixToo() throws Exception {
    String file = fixture.answers;
    assertThat(file).matches("script-[0-9a-f]{8}");
    JsonNode list = Json.MAPPER.readTree(get("/answers.json").body());
    assertThat(list.at("/rows/0/id").asString()).isEqualTo(file);
    assertThat(list.at("/rows/0/judged/answers").asInt()).isEqualTo(4);

    JsonNode answers = Json.MAPPER.readTree(get("/answers/" + file + ".json").body());
    assertThat(answers.at("/answers/total").asInt()).isEqualTo(4);
    assertThat(answers.at("/answers/rows/0/outcomes/faithfulness/value").asDouble())
        .isEqualTo(1 / 2d);
    assertThat(answers.at("/file/judged/metrics/faithfulness/notApplicable").asInt()).isEqualTo(1);
    assertThat(answers.get("qualification").asString()).isEqualTo("unqualified");

    assertThat(ids(file, "faithfulness")).containsExactly("c", "a & \"b\"", "none", "bare");
    assertThat(ids(file, "nothing")).containsExactly("a & \"b\"", "none", "bare", "c");

    String path = Query.url("/answers/" + file + "/matrix", "id", "a & \"b\"");
    JsonNode data = Json.MAPPER.readTree(get(path.replace("/matrix", "/matrix.json")).body());
    assertThat(data.get("judge").asString()).startsWith("offline:verifier@");
    assertThat(data.at("/sample/contexts")).hasSize(2);
    JsonNode claims = data.at("/matrix/answer");
    assertThat(claims.at("/0/claim").asString())
        .isEqualTo("A lamp may be returned within 30 days.");
    assertThat(claims.at("/0/entailed/0").asBoolean()).isTrue();
    assertThat(claims.at("/0/entailed/1").asBoolean()).isFalse();
    assertThat(claims.at("/0/kind").asString()).isEqualTo("RIGHT");
    assertThat(claims.at("/1/kind").asString()).isEqualTo("HALLUCINATION");
    String page = get(path).body();
    assertThat(page)
        .contains("Claims of the answer", "Claims of the reference", "href=\"#context-2\"")
        .contains("&lt;script&gt;document.title")
        .doesNotContain("<script>document");
    assertThat(get("/answers/" + file + "/matrix?id=none").body())
        .contains("No claims", "declines");
    assertThat(get("/answers/" + file + "/matrix?id=bare").body()).contains("None.");

    assertThat(get("/answers/" + file + "/matrix?id=non").body()).contains("Did you mean 'none'?");
    assertThat(get("/answers/" + file + "/matrix").statusCode()).isEqualTo(400);
    assertThat(get("/answers/none").statusCode()).isEqualTo(404);
    assertThat(get("/answers/..%2F..%2Fetc").statusCode()).isIn(400, 404);
  }

  @Test
  void answersOfTwoSystemsAreComparedQuestionByQuestion() throws Exception {
    String file = fixture.answers;
    JsonNode data = Json.MAPPER.readTree(get("/answers/compare.json").body());
    String before = data.at("/comparison/baseline").asString();
    assertThat(before).as("the older of the two newest").matches("before-[0-9a-f]{8}");
    assertThat(data.get("of").asString()).isEqualTo(file);
    JsonNode faithfulness = data.at("/comparison/metrics/0/candidates/0");
    assertThat(faithfulness.at("/delta/n").asInt()).isEqualTo(2);
    assertThat(faithfulness.at("/delta/mean").asDouble()).isEqualTo((0 - 1) / 2d);
    assertThat(faithfulness.get("because").asString()).contains("only 2 questions");
    assertThat(data.at("/questions/rows/0/id").asString()).isEqualTo("c");

    String path = "/answers/compare?base=" + file + "&with=" + before;
    assertThat(get(path).body())
        .contains("1 / 1 / 0", "/answers/" + before + "/matrix?id=c", "declined")
        .doesNotContain("<script>document");
    assertThat(get(path + "&metric=declined&of=" + before).body())
        .contains("declined of " + before + ", question by question");

    assertThat(get("/x/" + fixture.experiment).body())
        .contains("href=\"/answers/compare?base=" + fixture.experiment + "/");
    String runs = fixture.experiment + "/A&with=" + fixture.experiment + "/F";
    assertThat(get("/answers/compare?base=" + runs).body())
        .contains("/x/" + fixture.experiment + "/matrix?id=q-1&amp;run=F");
    assertThat(get("/answers/compare?base=" + file + "&with=" + fixture.experiment + "/A").body())
        .contains("were asked nothing in common", "<select name=\"base\">");

    assertThat(get("/answers/compare?base=" + file + "&with=none").statusCode()).isEqualTo(404);
    assertThat(get("/answers/compare?base=" + file).body()).contains("Choose a baseline");
    assertThat(get("/answers").body()).contains("href=\"/answers/compare\"");
  }

  private static List<String> ids(String file, String sort) throws Exception {
    JsonNode page =
        Json.MAPPER.readTree(get("/answers/%s.json?sort=%s".formatted(file, sort)).body());
    return page.at("/answers/rows").valueStream().map(row -> row.get("id").asString()).toList();
  }

  @Test
  void theDecisionIsShownWithItsReasonsAndCountsOnce() throws Exception {
    String path = "/x/" + fixture.experiment + "/decide";
    JsonNode first = Json.MAPPER.readTree(get(path + ".json").body());
    JsonNode again = Json.MAPPER.readTree(get(path + ".json").body());
    String page = get(path).body();

    assertThat(first.at("/opened")).isEqualTo(again.at("/opened"));
    assertThat(first.has("candidate") && first.has("heldOut") && first.has("conclusion")).isTrue();
    assertThat(first.at("/delta/low").isNumber()).isTrue();
    assertThat(first.get("configurations")).hasSize(6);
    assertThat(page)
        .contains(
            "What to ship from",
            "<th scope=\"row\">development</th>",
            "<th scope=\"row\">held out</th>",
            "The simplest first");
    for (JsonNode reason : first.get("reasons")) {
      assertThat(page).contains("<li>" + reason.asString() + "</li>");
    }
    assertThat(get("/x/animals").body())
        .contains("href=\"" + path + "\"", "href=\"/history?name=animals\"");
    assertThat(get("/x/nothing/decide").statusCode()).isEqualTo(404);
  }

  @Test
  void theHistoryIsAFigureATableAndTheSameRecordAsJson() throws Exception {
    JsonNode history = Json.MAPPER.readTree(get("/history.json?name=animals").body());
    String page = get("/history?name=animals").body();

    assertThat(history.get("measure").asString()).isEqualTo("nDCG@10");
    assertThat(history.get("points")).hasSize(1);
    assertThat(history.at("/points/0/comparable").asBoolean()).isTrue();
    assertThat(page)
        .contains(
            "History of animals",
            "<svg class=\"chart\"",
            "<a class=\"open\" href=\"/x/" + fixture.experiment + "\">",
            "<span class=\"yes\">yes</span>");
    assertThat(get("/history?name=animalz").statusCode()).isEqualTo(404);
    assertThat(get("/history?name=animalz").body()).contains("animals");
  }

  @Test
  void thePromptsOfAnExperimentAreShownAsTheyWere() throws Exception {
    JsonNode builtIn = Json.MAPPER.readTree(get("/prompts.json").body());
    assertThat(builtIn.get("prompts")).hasSize(19);
    assertThat(builtIn.findValuesAsString("replaced")).containsOnly("false");
    JsonNode answer =
        Json.MAPPER
            .readTree(get("/prompts.json?exp=" + fixture.experiment).body())
            .at("/prompts/2");
    assertThat(answer.get("name").asString()).isEqualTo("answer");
    assertThat(answer.get("version").asString()).isEqualTo("1");
    assertThat(answer.get("replaced").asBoolean()).isTrue();
    assertThat(answer.get("hash").asString())
        .isEqualTo(dev.assay.Sha256.of(answer.get("text").asString()));
    assertThat(get("/prompts?exp=" + fixture.experiment).body())
        .contains("1 prompt of its own", "&lt;script&gt;", "ragchecker:f1@0.1")
        .doesNotContain(WebFixture.HOSTILE);
    assertThat(get("/prompts?exp=nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void aComparisonIsDataTooAndRefusesWhatIsNotThere() throws Exception {
    String compare = "/x/" + fixture.experiment + "/compare";
    JsonNode data =
        Json.MAPPER.readTree(get(compare + ".json?base=B&with=A&measure=R@10&show=worse").body());
    assertThat(data.at("/comparison/baseline/id").asString()).isEqualTo("B");
    assertThat(data.at("/comparison/measure").asString()).isEqualTo("R@10");
    assertThat(data.at("/chosen").asString()).isEqualTo("A");
    assertThat(data.at("/comparison/candidates/0/conclusion").asString()).isEqualTo("inconclusive");

    assertThat(get(compare + "?base=Z").statusCode()).isEqualTo(400);
    assertThat(get(compare + "?slice=colour:red").statusCode()).isEqualTo(400);
    assertThat(get(compare + "?measure=%3Cscript%3E").body()).doesNotContain("<script>'");
    assertThat(get(compare).body())
        .contains("Is it really better?", "paired by question", "of the first hits are unjudged");
  }

  /// Sends what a Java client refuses to send.
  private static String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws Exception {
    var paths = new java.util.ArrayList<>(pages(fixture.experiment));
    paths.addAll(
        List.of(
            "/",
            "/static/app.css",
            "/nowhere",
            "/nowhere.json",
            "/x/none",
            "/golden?page=x",
            "/static/..%2f"));
    for (String path : paths) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .as(path)
          .contains(
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
      assertThat(answer.headers().firstValue("X-Content-Type-Options"))
          .as(path)
          .contains("nosniff");
      assertThat(answer.headers().firstValue("Referrer-Policy")).as(path).contains("same-origin");
      assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy"))
          .as(path)
          .contains("same-origin");
      assertThat(answer.headers().map()).doesNotContainKey("server");
    }
  }

  @Test
  void everyPageShowsAndHasItsDataWithTheSameQuery() throws Exception {
    for (String path : pages(fixture.experiment)) {
      HttpResponse<String> page = get(path);
      assertThat(page.statusCode()).as(path + "\n" + page.body()).isEqualTo(200);
      assertThat(page.body()).contains("<html lang=\"en\">", "<h1>").doesNotContain("style=\"");
      int mark = path.indexOf('?');
      String data =
          mark < 0 ? path + ".json" : path.substring(0, mark) + ".json" + path.substring(mark);
      HttpResponse<String> json = get(data);
      assertThat(json.statusCode()).as(data).isEqualTo(200);
      assertThat(json.headers().firstValue("Content-Type"))
          .contains("application/json;charset=utf-8");
      assertThat(Json.MAPPER.readTree(json.body()).isContainer()).isTrue();
    }
  }

  @Test
  void theExperimentPageHasEveryConfigurationAndItsFigure() throws Exception {
    String page = get("/x/animals").body();

    assertThat(page)
        .contains(
            "markdown · minilm · rrf", "fixed · bm25", "offline:verifier", "★ highest nDCG@10")
        .contains("<svg class=\"chart\"", "nDCG@10 of each configuration with its 95 % interval")
        .contains("field/broken.pdf", "not a PDF");
  }

  @Test
  void theSweepPageDrawsEveryFusionOfTheLegsAskedFor() throws Exception {
    String page = get("/x/animals/sweep").body();
    JsonNode sweep = Json.MAPPER.readTree(get("/x/animals/sweep.json").body()).at("/sweep");
    int depth = sweep.at("/best/depth").asInt();

    assertThat(page.split("<svg class=\"chart\"", -1))
        .as("RRF and three kinds of weights")
        .hasSize(5);
    assertThat(page)
        .contains("<path class=\"line development\"", "<path class=\"line held\"", "★ best")
        .contains("RRF, over k", "weights, zScore, over the dense weight")
        .contains("first " + depth + " of each leg");
    assertThat(sweep.at("/curves/0/development")).hasSameSizeAs(sweep.at("/curves/0/at"));
    assertThat(get("/x/animals").body()).contains("href=\"/x/" + fixture.experiment + "/sweep\"");
    assertThat(get("/x/animals/sweep?legs=none").statusCode()).isEqualTo(404);
    assertThat(get("/x/animals/sweep?depth=999").statusCode()).isEqualTo(404);
    assertThat(get("/x/animals/sweep?measure=nDGC@10").statusCode()).isEqualTo(400);
  }

  @Test
  void theExperimentPageSaysWhereEvidenceWasLost() throws Exception {
    String page = get("/x/animals?loss=B").body();
    JsonNode data = Json.MAPPER.readTree(get("/x/animals.json?loss=B").body()).at("/losses");

    assertThat(page)
        .contains("<svg class=\"chart loss\"", "within its first 10 hits")
        .contains("loss=A#losses", "aria-current=\"true\">B</a>");
    assertThat(data.at("/cutoff").intValue()).isEqualTo(10);
    assertThat(data.at("/chosen").stringValue()).isEqualTo("B");
    assertThat(data.at("/rows").size()).isEqualTo(6);
    for (JsonNode row : data.at("/rows")) {
      double sum = 0;
      for (String part :
          List.of("chunking", "notFound", "rankedLow", "index", "fusion", "reranking", "reached")) {
        sum += row.at("/mean/" + part).doubleValue();
      }
      assertThat(sum).as(row.at("/id").stringValue()).isCloseTo(1, within(1e-12));
      for (JsonNode place : row.at("/places")) {
        assertThat(place.at("/count").intValue()).isEqualTo(place.at("/questions").size());
      }
    }
  }

  @Test
  void documentsAndQuestionsAreEscaped() throws Exception {
    for (String path : pages(fixture.experiment)) {
      assertThat(get(path).body()).as(path).doesNotContain(WebFixture.HOSTILE);
    }
    assertThat(get("/x/animals/question?id=q-odd").body()).contains("&lt;script&gt;");
  }

  @Test
  void theQuestionPageShowsTheTwoConfigurationsAskedFor() throws Exception {
    JsonNode data =
        Json.MAPPER.readTree(get("/x/animals/question.json?id=q-2&runs=B,C&hits=3").body());

    assertThat(data.at("/views/0/id").stringValue()).isEqualTo("B");
    assertThat(data.at("/views/1/id").stringValue()).isEqualTo("C");
    assertThat(data.at("/views/0/hits").size()).isEqualTo(3);
    assertThat(get("/x/animals/question?id=q-2&runs=B,C").body())
        .contains(
            "<mark>", "class=\"term\"", "Why the evidence stands where it stands", "12 hectares");
  }

  @Test
  void theDocumentPageShowsBoundariesOverlapAndEvidence() throws Exception {
    String page =
        get(Query.url(
                "/document",
                "exp",
                "animals",
                "id",
                "field/" + WebFixture.ODD_NAME,
                "with",
                "fixed"))
            .body();

    assertThat(page)
        .contains("id=\"c1\"", "id=\"c2\"", "class=\"overlap\"", "<mark>", "/question?id=q-odd");
  }

  @Test
  void theDocumentPageShowsWhatAChunkReturns() throws Exception {
    String address =
        Query.url(
            "/document",
            "exp",
            "animals",
            "id",
            "field/" + WebFixture.ODD_NAME,
            "with",
            "parent-320-child-80",
            "chunk",
            "2");
    String page = get(address).body();
    assertThat(page)
        .contains("<dt>Texts returned</dt><dd>2</dd>", "Shown is chunk 2", "chunk=3#c3")
        .contains("<span class=\"unit\">text 2</span><a class=\"cut\" id=\"c2\"")
        .contains("class=\"even returned\"", "class=\"odd returned\"");

    String data = get(address.replace("/document?", "/document.json?")).body();
    var returned = Json.MAPPER.readTree(data).get("returned");
    assertThat(returned.size()).isEqualTo(Json.MAPPER.readTree(data).get("chunks").size());
    assertThat(returned.get(1)).isEqualTo(returned.get(2)).isNotEqualTo(returned.get(0));
  }

  @Test
  void unknownNamesGiveTheNearestKnownOne() throws Exception {
    assertThat(get("/x/" + fixture.experiment.replace("mal", "mol") + ".json").body())
        .contains("Did you mean '" + fixture.experiment);
    HttpResponse<String> question = get("/x/animals/question.json?id=q-od");
    assertThat(question.statusCode()).isEqualTo(404);
    assertThat(question.body()).contains("Did you mean 'q-odd'?");
    assertThat(get("/document.json?exp=animals&id=field/heronn.md").body())
        .contains("Did you mean 'field/heron.md'?");
    assertThat(get("/document.json?exp=animals&id=field/heron.md&with=fixd").body())
        .contains("Did you mean 'fixed'?");
    assertThat(get("/x/animals/question?id=q-1&runs=Z").statusCode()).isEqualTo(404);
    HttpResponse<String> page = get("/nowhere");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("There is no such page.").doesNotContain("Exception");
  }

  @Test
  void wrongNumbersAndMissingIdsAre400() throws Exception {
    assertThat(get("/golden?exp=animals&page=x").statusCode()).isEqualTo(400);
    assertThat(get("/x/animals/question").statusCode()).isEqualTo(400);
    assertThat(get("/golden?exp=animals&page=99999999999999").statusCode()).isEqualTo(200);
  }

  @Test
  void foreignHostsAreRefused() throws Exception {
    for (String host :
        List.of("evil.example", "127.0.0.1.evil.example:80", "localhost.evil.example", "")) {
      assertThat(
              raw("GET /experiments HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .as(host)
          .matches("(?s)HTTP/1.1 40[03] .*")
          .contains("default-src 'none'")
          .doesNotContain("animals");
    }
    assertThat(raw("GET /experiments HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void aLabelIsKeptOverridesAndIsTakenBack() throws Exception {
    String path = "/x/" + fixture.experiment + "/label.json";
    var first = Json.MAPPER.readTree(get(path + "?metric=faithfulness").body());
    String key = first.get("key").asString();
    String body = "metric=faithfulness&say=no&key=" + key;
    assertThat(post(path, body).statusCode()).isEqualTo(403);

    HttpResponse<String> said = post(path, body, "Origin", origin());

    assertThat(said.statusCode()).isEqualTo(200);
    var next = Json.MAPPER.readTree(said.body());
    assertThat(next.get("labelled").asInt()).isEqualTo(first.get("labelled").asInt() + 1);
    assertThat(next.get("key").asString()).isNotEqualTo(key);
    var form = post("/x/" + fixture.experiment + "/label", body, "Origin", origin());
    assertThat(form.statusCode()).isEqualTo(303);
    assertThat(form.headers().firstValue("Location"))
        .contains("/x/" + fixture.experiment + "/label?metric=faithfulness&given=" + key);
    assertThat(get("/x/" + fixture.experiment).body())
        .contains("<h2>What the judge says</h2>", " of 30 labels")
        .containsPattern(
            "yes among claims:</span> [.\\d]+ <span class=\"soft\">by the judge alone, \\d of \\d+ labelled, \\d+ missing");
    var changed =
        post(
            "/x/" + fixture.experiment + "/label",
            body.replace("say=no", "say=yes") + "&given=" + key,
            "Origin",
            origin());
    assertThat(changed.headers().firstValue("Location").orElseThrow())
        .as("to undo would take away what stood there before")
        .doesNotContain("given=");
    var undone = post(path, "metric=faithfulness&say=undo&given=" + key, "Origin", origin());
    assertThat(Json.MAPPER.readTree(undone.body()).get("key").asString()).isEqualTo(key);
    assertThat(post(path, "say=maybe&key=" + key, "Origin", origin()).statusCode()).isEqualTo(400);
    assertThat(post(path, "say=yes&key=0", "Origin", origin()).statusCode()).isEqualTo(404);
  }

  @Test
  void writesNeedTheServersOwnOrigin() throws Exception {
    String body = "corpus=animals&n=5&seed=7";

    assertThat(post("/synth", body).statusCode()).isEqualTo(403);
    assertThat(post("/synth", body, "Origin", "http://evil.example").statusCode()).isEqualTo(403);
    assertThat(post("/synth", body, "Origin", "null").statusCode()).isEqualTo(403);
    assertThat(post("/synth", body, "Origin", "http://127.0.0.1:1").statusCode()).isEqualTo(403);
    assertThat(post("/synth", body, "Origin", origin()).statusCode()).isEqualTo(200);
  }

  @Test
  void draftsAreMadeTwiceAlikeAndOnlyFromFoldersOfTheCorpora() throws Exception {
    String body = "corpus=animals&n=5&seed=7";
    HttpResponse<String> first = post("/synth/download", body, "Origin", origin());
    HttpResponse<String> second = post("/synth/download", body, "Origin", origin());

    assertThat(first.body()).isEqualTo(second.body()).contains("\"origin\":\"synthetic\"");
    assertThat(first.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"drafts.jsonl\"");
    assertThat(post("/synth", "corpus=../..&n=5", "Origin", origin()).statusCode()).isEqualTo(404);
    assertThat(post("/synth", "corpus=" + "x".repeat(70_000), "Origin", origin()).statusCode())
        .isEqualTo(413);
  }

  @Test
  void aReadOnlyServerRefusesToWrite() throws Exception {
    try (Server readOnly = fixture.serve(null, true)) {
      var request =
          HttpRequest.newBuilder(readOnly.address().resolve("/synth"))
              .header("Origin", origin())
              .POST(BodyPublishers.noBody());
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("only shows");
      assertThat(get(readOnly, "/synth").body()).contains("Not here");
    }
  }

  @Test
  void aTokenIsAskedForAndKeptInACookieThatScriptsCannotRead() throws Exception {
    try (Server closed = fixture.serve(TOKEN, false)) {
      assertThat(get(closed, "/experiments").statusCode()).isEqualTo(401);
      assertThat(get(closed, "/experiments?token=wrong-wrong-wrong").statusCode()).isEqualTo(401);
      assertThat(get(closed, "/experiments", "Authorization", "Bearer " + TOKEN).statusCode())
          .isEqualTo(200);

      HttpResponse<String> login = get(closed, "/golden?exp=animals&token=" + TOKEN);
      assertThat(login.statusCode()).isEqualTo(302);
      assertThat(login.headers().firstValue("Location").orElseThrow())
          .endsWith("/golden?exp=animals");
      String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
      String pair = cookie.substring(0, cookie.indexOf(';'));
      assertThat(get(closed, "/experiments", "Cookie", pair).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void otherMachinesAreNotServedWithoutAToken() {
    var open = new ServerSettings("0.0.0.0", 0, null, false, fixture.home);

    assertThatThrownBy(() -> Server.start(fixture.lab, open))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("without a token");
  }

  @Test
  void eventsBeginWithASnapshotAndReplayWhatWasMissed() throws Exception {
    String fresh = get("/x/animals/events").body();
    assertThat(fresh)
        .startsWith("event: snapshot\n")
        .contains("\"state\":\"finished\"")
        .contains("event: end\n");
    assertThat(fresh).doesNotContain("event: started");

    String all = get("/x/animals/events?after=0").body();
    assertThat(all).contains("event: started\nid: 1\n", "event: advanced\n", "event: finished\n");

    var ran = fixture.lab.find(fixture.experiment).orElseThrow();
    long last = fixture.lab.of(ran).lastEvent().orElseThrow().seq();
    String missed =
        get(server, "/x/animals/events", "Last-Event-ID", String.valueOf(last - 1)).body();
    assertThat(missed)
        .contains("event: finished\nid: " + last + "\n")
        .doesNotContain("event: advanced");
    assertThat(get("/x/none/events").statusCode()).isEqualTo(404);
  }

  @Test
  void assetsAreRevalidatedByTheirContent() throws Exception {
    String tag = get("/static/app.css").headers().firstValue("ETag").orElseThrow();

    assertThat(get(server, "/static/app.css", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get("/static/nothing.js").statusCode()).isEqualTo(404);
  }

  @Test
  void theAddressIsThePortThatWasFree() {
    assertThat(server.address())
        .isEqualTo(URI.create("http://127.0.0.1:" + server.address().getPort() + "/"));
    assertThat(server.address().getPort()).isPositive();
  }
}
