package dev.assay.experiment;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// TREC run files of other systems that a comparison may name beside configurations.
///
/// @param paths by the name that a request has for each
/// @param chunking which chunking of the experiment made the chunks that they rank; null where it
///   has only one, or they rank documents
/// @param complete whether a question that a file has no ranking of counts as nothing found
public record RunFiles(Map<String, Path> paths, @Nullable String chunking, boolean complete) {
  public static final RunFiles NONE = new RunFiles(Map.of(), null, false);
}
