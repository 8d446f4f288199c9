package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.TinyExperiment;
import dev.assay.lab.Lab;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorporaPagesTest {
  private static final Pattern DOCUMENT = Pattern.compile("href=\"(/document\\?[^\"]*)\"");

  @TempDir private Path folder;

  @Test
  void everyLinkToADocumentLeadsToACorpusThatHasIt() throws Exception {
    Path state = folder.resolve("state");
    EngineForTests.linkInto(state);
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(state);
        var client = HttpClient.newHttpClient()) {
      Path file = TinyExperiment.inTwoCorpora(TinyExperiment.write(folder, endpoints));
      String all = "    - {name: all, path: docs}\n";
      String few = "    - {name: few, path: few}\n";
      // the first corpus lacks what most questions are about
      Files.writeString(file, Files.readString(file).replace(all + few, few + all));
      lab.run(file, _ -> {}, _ -> {});
      String experiment = lab.find("last").orElseThrow().id();
      try (var server = Server.start(lab, new ServerSettings("127.0.0.1", 0, null, true, folder))) {
        for (String page :
            List.of(
                "/golden?exp=" + experiment,
                "/documents?exp=" + experiment,
                "/documents?exp=" + experiment + "&corpus=few",
                "/x/" + experiment + "/question?id=q-2",
                "/x/" + experiment + "/question?id=q-0&a=A&b=D",
                "/x/" + experiment + "/question?id=q-2&a=A&b=D")) {
          var links = DOCUMENT.matcher(get(client, server, page).body());
          int found = 0;
          while (links.find()) {
            found++;
            String link = links.group(1).replace("&amp;", "&");
            assertThat(get(client, server, link).statusCode())
                .as("%s of %s", link, page)
                .isEqualTo(200);
          }
          assertThat(found).as(page).isPositive();
        }

        assertThat(get(client, server, "/documents?exp=" + experiment + "&corpus=few").body())
            .contains("heron.md", "otter.md")
            .doesNotContain("lynx.md");
        assertThat(get(client, server, "/documents?exp=" + experiment + "&corpus=fwe").statusCode())
            .isEqualTo(404);
      }
    }
  }

  private static HttpResponse<String> get(HttpClient client, Server server, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.address().resolve(path)).build(), BodyHandlers.ofString());
  }
}
