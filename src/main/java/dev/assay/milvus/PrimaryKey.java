package dev.assay.milvus;

/// A chunk id as Milvus gets it. Milvus Lite 2.5.1 puts keys into SQL and into filters as they are:
/// `user's guide.md#1` cannot be written there, and `a\b` not be asked for. So quotes, backslashes,
/// control characters and `%` are written as `%` and two hexadecimal digits, as in a URL.
final class PrimaryKey {
  private PrimaryKey() {}

  static String encode(String id) {
    var key = new StringBuilder(id.length());
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c < ' ' || c == 0x7f || "%'\"\\".indexOf(c) >= 0) {
        key.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        key.append(c);
      }
    }
    return key.toString();
  }

  static String decode(String key) {
    if (key.indexOf('%') < 0) {
      return key;
    }
    var id = new StringBuilder(key.length());
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '%') {
        id.append((char) Integer.parseInt(key, i + 1, i + 3, 16));
        i += 2;
      } else {
        id.append(c);
      }
    }
    return id.toString();
  }
}
