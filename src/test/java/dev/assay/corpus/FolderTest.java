package dev.assay.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
  @TempDir Path base;
  private final List<Document> documents = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();

  @Test
  void readsFilesInTheOrderOfTheirPathsByCodePoint() throws IOException {
    for (var name : List.of("b.md", "a/z.txt", "\uFF21.md", "\uD83D\uDE00.md", "B.md", "a.md")) {
      write("docs/" + name, "text of " + name);
    }
    read(new Folder("docs"));
    assertThat(documents)
        .extracting(Document::id)
        .containsExactly("B.md", "a.md", "a/z.txt", "b.md", "\uFF21.md", "\uD83D\uDE00.md");
  }

  @Test
  void stripsTheByteOrderMarkAndNormalisesLineEnds() throws IOException {
    write("docs/a.txt", "\uFEFFone\r\ntwo\rthree\n");
    read(new Folder("docs"));
    assertThat(documents.getFirst().text()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void listsWhatItCannotReadAndGoesOn() throws IOException {
    write("docs/empty.md", "");
    write("docs/blank.md", " \n\u00A0\n");
    write("docs/good.md", "# Good\n\nText.");
    write("docs/nul.txt", "a\0b");
    bytes("docs/latin.txt", "Grün".getBytes(StandardCharsets.ISO_8859_1));
    bytes("docs/utf16.txt", "Text".getBytes(StandardCharsets.UTF_16));
    write("docs/not.pdf", "This is no PDF");
    write("docs/broken.pdf", "%PDF-1.7\ngarbage");
    write("docs/not.docx", "no zip");
    write("docs/half.txt", "ok");
    bytes("docs/half.txt", new byte[] {'o', 'k', (byte) 0xED, (byte) 0xA0, (byte) 0x80});
    read(new Folder("docs"));
    assertThat(documents).extracting(Document::id).containsExactly("good.md");
    assertThat(rejected)
        .extracting(r -> r.file() + ": " + r.reason())
        .contains(
            "blank.md: empty",
            "empty.md: empty",
            "half.txt: not UTF-8 at byte 3",
            "latin.txt: not UTF-8 at byte 3",
            "not.docx: not a DOCX",
            "not.pdf: not a PDF",
            "nul.txt: binary: byte 2 is NUL",
            "utf16.txt: not UTF-8: it has the byte order mark of UTF-16")
        .anyMatch(reason -> reason.startsWith("broken.pdf: a PDF that cannot be read"))
        .hasSize(9);
  }

  @Test
  void rejectsAFileThatIsTooLargeWithoutReadingIt() throws IOException {
    write("docs/big.txt", "x");
    try (var file = new java.io.RandomAccessFile(base.resolve("docs/big.txt").toFile(), "rw")) {
      file.setLength((64L << 20) + 1);
    }
    read(new Folder("docs"));
    assertThat(rejected)
        .containsExactly(new Rejected("big.txt", "too large: 67108865 bytes of at most 67108864"));
  }

  @Test
  void followsNoLinkOutOfTheFolder() throws IOException {
    write("secret.txt", "secret");
    write("outside/x.md", "outside");
    write("docs/in.md", "inside");
    Files.createSymbolicLink(base.resolve("docs/link.txt"), base.resolve("secret.txt"));
    Files.createSymbolicLink(base.resolve("docs/folder"), base.resolve("outside"));
    Files.createSymbolicLink(base.resolve("docs/same.md"), base.resolve("docs/in.md"));
    Files.createSymbolicLink(base.resolve("docs/gone.md"), base.resolve("docs/gone-too.md"));
    read(new Folder("docs"));
    assertThat(documents).extracting(Document::id).containsExactly("in.md", "same.md");
    assertThat(rejected)
        .extracting(Rejected::file)
        .containsExactlyInAnyOrder("folder", "gone.md", "link.txt");
    assertThat(rejected)
        .contains(new Rejected("link.txt", "a symbolic link that leaves the folder"));
  }

  @Test
  void theFolderItselfMayBeALink() throws IOException {
    write("docs/in.md", "inside");
    Files.createSymbolicLink(base.resolve("link"), base.resolve("docs"));
    read(new Folder("link"));
    assertThat(documents).extracting(Document::id).containsExactly("in.md");
  }

  @Test
  void includesAndExcludesByGlobsWhateverTheCase() throws IOException {
    for (var name : List.of("README.MD", "a/b/deep.md", "a/draft-1.md", "a/x.txt", ".git/c.md")) {
      write("docs/" + name, "text");
    }
    read(new Folder("docs", List.of("**/*.md"), List.of("**/draft*"), null));
    assertThat(documents).extracting(Document::id).containsExactly("README.MD", "a/b/deep.md");
    assertThat(rejected).isEmpty();
  }

  @Test
  void takesTheLanguageFromThePageThenFromTheFolderNameThenFromTheSetting() throws IOException {
    write("docs/de/a.html", "<html lang='en-GB'><p>Text");
    write("docs/de/b.md", "Text");
    write("docs/c.md", "Text");
    write("docs/help/zz/d.md", "Text");
    read(new Folder("docs", List.of("**/*"), List.of(), "id"));
    assertThat(documents).extracting(Document::language).containsExactly("id", "en", "de", "id");
  }

  @Test
  void givesMarkdownTheTitleOfItsFirstHeading() throws IOException {
    write("docs/a.md", "Preface\n\n## The `E1042` *alarm*\n\n# Later");
    read(new Folder("docs"));
    assertThat(documents.getFirst().title()).isEqualTo("The E1042 alarm");
  }

  @Test
  void refusesAFolderThatIsNotThereAndAGlobThatIsNone() {
    assertThatThrownBy(() -> read(new Folder("nowhere")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("there is no corpus folder");
    assertThatThrownBy(() -> new Folder("docs", List.of("[a"), List.of(), null))
        .hasMessage("not a glob: '[a'");
    assertThatThrownBy(() -> new Folder("docs", List.of(), List.of(), "english"))
        .hasMessage("language must be an ISO 639-1 code such as 'en', got 'english'");
  }

  private void read(Source source) {
    source.read(base, documents::add, rejected::add);
  }

  private void write(String name, String text) throws IOException {
    bytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(String name, byte[] bytes) throws IOException {
    var file = base.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
