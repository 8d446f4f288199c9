package dev.assay.web;

import java.util.List;

/// What the keyboard does.
public record KeysPage() implements Page {
  /// One key, or several in a row.
  ///
  /// @param keys as printed on them, in the order to press
  public record Shortcut(String keys, String does) {}

  public static final List<Shortcut> ALL =
      List.of(
          new Shortcut("j", "next row"),
          new Shortcut("k", "previous row"),
          new Shortcut("Enter", "open the row"),
          new Shortcut("Esc", "back, or close this help"),
          new Shortcut("[", "previous question or page"),
          new Shortcut("]", "next question or page"),
          new Shortcut("g e", "experiments"),
          new Shortcut("g c", "compare"),
          new Shortcut("g g", "golden questions"),
          new Shortcut("g d", "documents"),
          new Shortcut("g a", "answers of other systems"),
          new Shortcut("g s", "synthetic questions"),
          new Shortcut("g p", "prompts"),
          new Shortcut("/", "to the filter"),
          new Shortcut("1", "label: yes"),
          new Shortcut("2", "label: no"),
          new Shortcut("s", "label: skip"),
          new Shortcut("u", "label: undo"),
          new Shortcut("t", "light or dark"),
          new Shortcut("?", "this help"));

  @Override
  public String template() {
    return "keys";
  }

  @Override
  public Object data() {
    return ALL;
  }
}
