package dev.assay.corpus;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Where documents come from. In YAML and JSON `kind` names the record; without it, it is a
/// [Folder].
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind", defaultImpl = Folder.class)
public sealed interface Source permits Folder, Beir {
  /// Where the documents lie; a relative path starts at the folder of the experiment.
  String path();

  /// Gives each document to `documents`, one at a time and in an order that depends on the data
  /// only. What cannot be read goes to `rejected`, and the reading goes on.
  ///
  /// @param base the folder a relative [#path] starts from
  /// @throws dev.assay.InvalidInput where the folder itself is missing
  void read(Path base, Consumer<Document> documents, Consumer<Rejected> rejected);
}
