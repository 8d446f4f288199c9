package dev.assay.milvus;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// One chunk as a collection stores it.
///
/// @param id the chunk's id, primary key, at most 8,192 bytes (see [PrimaryKey])
/// @param document the id of its document, at most 8,192 bytes
/// @param start first character of its span in the document's text
/// @param end after the last character
/// @param text the chunk's text; Milvus holds at most 65,535 bytes of it, a longer one is stored up
///   to its last whole character below that, while its vectors and its span stay those of the whole
/// @param dense finite and not zero; the array is not copied
/// @param sparse term id to weight above 0; never empty (a chunk without terms has the term 0)
@SuppressWarnings("ArrayRecordComponent") // a copy of every vector would double the memory
public record Row(
    String id,
    String document,
    int start,
    int end,
    String text,
    float[] dense,
    SortedMap<Long, Float> sparse) {

  static final int MAX_KEY_BYTES = 8192;
  static final int MAX_TEXT_BYTES = 65_535;

  public Row {
    Checks.key("chunk id", PrimaryKey.encode(id), MAX_KEY_BYTES);
    Checks.key("document id of chunk '" + id + "'", document, MAX_KEY_BYTES);
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "chunk '%s' has the span [%d,%d)".formatted(id, start, end));
    }
    Checks.dense("chunk '" + id + "'", dense);
    if (sparse.isEmpty()) {
      throw new IllegalArgumentException("the sparse vector of chunk '" + id + "' is empty");
    }
    Checks.sparse("chunk '" + id + "'", sparse);
    sparse = Collections.unmodifiableSortedMap(new TreeMap<>(sparse));
  }

  /// The text as it is stored: half a surrogate pair becomes `?`.
  String storedText() {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int cut = Math.min(bytes.length, MAX_TEXT_BYTES);
    while (cut < bytes.length && (bytes[cut] & 0xC0) == 0x80) { // the character began earlier
      cut--;
    }
    return new String(bytes, 0, cut, StandardCharsets.UTF_8);
  }

  /// Bytes on the wire, about.
  int size() {
    return 64
        + 3 * (id.length() + document.length() + Math.min(text.length(), MAX_TEXT_BYTES))
        + 4 * dense.length
        + 8 * sparse.size();
  }

  JsonObject json() {
    var row = new JsonObject();
    row.addProperty("id", PrimaryKey.encode(id));
    row.addProperty("document", document);
    row.addProperty("start", start);
    row.addProperty("end", end);
    row.addProperty("text", storedText());
    var vector = new JsonArray(dense.length);
    for (float x : dense) {
      vector.add(x);
    }
    row.add("dense", vector);
    var weights = new JsonObject();
    sparse.forEach((term, weight) -> weights.addProperty(Long.toString(term), weight));
    row.add("sparse", weights);
    return row;
  }
}
