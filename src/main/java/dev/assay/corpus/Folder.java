package dev.assay.corpus;

import dev.assay.AssayException;
import dev.assay.Default;
import dev.assay.InvalidInput;
import dev.assay.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// The files below a folder, in the order of their paths by code point.
///
/// Hidden folders are passed over, and so are symbolic links that lead out of the folder.
///
/// @param path the folder
/// @param include globs of the paths below it, `/` between names, upper and lower case alike; a
///   leading `**/` also stands for no folder at all. Default: every format that can be read
/// @param exclude globs of those to leave out; default none
/// @param language ISO 639-1 code of the documents that do not say their own, by an HTML `lang` or
///   a folder called `de`
public record Folder(
    String path,
    @Default("['" + Folder.EVERYTHING + "']") List<String> include,
    @Default("[]") List<String> exclude,
    @Nullable String language)
    implements Source {

  static final String EVERYTHING = "**/*.{md,txt,html,htm,pdf,docx}";

  private static final Comparator<String> BY_CODE_POINT =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  public Folder {
    if (path.isBlank()) {
      throw new IllegalArgumentException("a corpus folder needs a path");
    }
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    include.forEach(Folder::matcher);
    exclude.forEach(Folder::matcher);
    Languages.check(language);
  }

  public Folder(String path) {
    this(path, List.of(EVERYTHING), List.of(), null);
  }

  @Override
  public void read(Path base, Consumer<Document> documents, Consumer<Rejected> rejected) {
    var root = base.resolve(path).normalize();
    if (!Files.isDirectory(root)) {
      throw new InvalidInput(
          Problem.error(path, 0, 0, "there is no corpus folder " + root, "check `path`"));
    }
    try {
      var realRoot = root.toRealPath();
      files(realRoot, rejected)
          .forEach((id, file) -> {
            try {
              if (!file.toRealPath().startsWith(realRoot)) {
                throw new Unreadable("a symbolic link that leaves the folder");
              }
              documents.accept(DocumentFile.read(id, file, language));
            } catch (Unreadable e) {
              rejected.accept(new Rejected(id, String.valueOf(e.getMessage())));
            } catch (IOException e) {
              rejected.accept(new Rejected(id, "cannot be read: " + e));
            }
          });
    } catch (IOException e) {
      throw new AssayException("cannot list the corpus folder " + root, e);
    }
  }

  private TreeMap<String, Path> files(Path root, Consumer<Rejected> rejected) throws IOException {
    var included = include.stream().map(Folder::matcher).toList();
    var excluded = exclude.stream().map(Folder::matcher).toList();
    var found = new TreeMap<String, Path>(BY_CODE_POINT);
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            var name = folder.getFileName();
            boolean hidden =
                !folder.equals(root) && name != null && name.toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            var id = id(root, file);
            var path = Path.of(id.toLowerCase(Locale.ROOT));
            if (attributes.isSymbolicLink() && Files.isDirectory(file)) {
              rejected.accept(new Rejected(id, "a symbolic link to a folder is not followed"));
            } else if (included.stream().anyMatch(matcher -> matcher.matches(path))
                && excluded.stream().noneMatch(matcher -> matcher.matches(path))) {
              found.put(id, file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            rejected.accept(new Rejected(id(root, file), "cannot be read: " + e));
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static String id(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  /// Java's `**/` wants at least one folder; everybody else's also matches none.
  private static PathMatcher matcher(String glob) {
    try {
      var pattern = glob.toLowerCase(Locale.ROOT).replace("**/", "{**/,}");
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a glob: '%s'".formatted(glob), e);
    }
  }
}
