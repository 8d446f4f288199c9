package dev.assay.corpus;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// A way to cut documents. In YAML and JSON `kind` names the record.
///
/// The chunks of a document are spans of its text in order. They tile it: the first starts at 0,
/// each next one where the one before ended, and the last ends with the text; only [Fixed] with an
/// overlap lets neighbours share text. Blank characters go with the chunk before them. Sizes are
/// counted in [Tokens]. What a chunk returns when it is found is a second span: [Chunk#returned].
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Chunking permits TextChunking, Semantic {}
