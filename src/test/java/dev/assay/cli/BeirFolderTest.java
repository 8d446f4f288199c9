package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.corpus.Beir;
import dev.assay.corpus.Document;
import dev.assay.corpus.Document.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeirFolderTest {
  @TempDir private Path folder;

  @Test
  void aTitleThatTheTextBeginsWithIsOneAgainAndNoOtherIsAddedToTheText() throws IOException {
    var documents =
        List.of(
            new Document("1", "Lamps", "Lamps glow \"warm\".\n", Format.BEIR, null),
            new Document("2", "Otter", "# Otter\n\nIt swims.", Format.BEIR, null));

    new BeirFolder(folder).write(documents::forEach, List.of());

    assertThat(Files.readString(folder.resolve("corpus.jsonl")))
        .isEqualTo(
            """
            {"_id":"1","title":"Lamps","text":"glow \\"warm\\".\\n"}
            {"_id":"2","title":"","text":"# Otter\\n\\nIt swims."}
            """);
    var read = new ArrayList<String>();
    new Beir(folder.toString(), null).read(Path.of(""), d -> read.add(d.text()), _ -> {});
    assertThat(read).containsExactlyElementsOf(documents.stream().map(Document::text).toList());
  }
}
