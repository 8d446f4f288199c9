package dev.assay.synth;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Questions in Indonesian.
record Indonesian() implements Patterns {
  private static final String SMALL =
      "Anda|Kami|Setiap|Semua|Alat|Baterai|Pompa|Nomor|Surat|Laporan|Biaya|Dana|Barang|Garansi|Data";
  private static final Pattern NUMBER_SENTENCE =
      Pattern.compile(
          "^(?<subject>[A-Z][^.;:,|]{8,90}?) (?<lead>dalam waktu|dalam|selama|setelah|sebelum|maksimal|paling lama|paling lambat|hingga|minimal|setiap) "
              + NUMBER
              + " (?<unit>(?:detik|menit|jam|hari kerja|hari|minggu|bulan|tahun|persen))\\b");
  private static final Pattern DEFINITION =
      Pattern.compile(
          "^(?<subject>[\"“][^\"”]{3,50}[\"”]|[A-Z][\\p{L}\\d-]+(?: [\\p{L}\\d-]+){0,3}?) (?<verb>adalah|ialah|merupakan|berarti)\\b.{15,}");
  private static final Pattern NO_SUBJECT =
      Pattern.compile("(?:Ini|Itu|Hal|Yang|Di|Pada|Jika|Bila|Keduanya|Mereka|Setelah|Selama)\\b.*");
  private static final Pattern ACTION = Pattern.compile("(?i)cara (.{4,60})");

  @Override
  public String code(String code) {
    return code.startsWith("-") || code.matches("[a-z_.]+[a-z0-9_.]*")
        ? "Apa kegunaan " + code + "?"
        : "Apa arti " + code + "?";
  }

  @Override
  public @Nullable String cell(String column, String row) {
    return column.matches("[\\p{L} -]{3,40}")
        ? "Apa yang berlaku untuk %s (%s)?".formatted(row, column)
        : null;
  }

  @Override
  public @Nullable String heading(String heading) {
    if (heading.endsWith("?")) {
      return heading;
    }
    var action = ACTION.matcher(heading);
    return action.matches() ? "Bagaimana cara " + action.group(1) + "?" : null;
  }

  @Override
  public String about(String subject) {
    return "Apa yang perlu saya ketahui tentang " + subject + "?";
  }

  @Override
  public @Nullable String number(String sentence) {
    var match = NUMBER_SENTENCE.matcher(sentence);
    if (!match.find() || NO_SUBJECT.matcher(match.group("subject")).matches()) {
      return null;
    }
    String lead = match.group("lead").equals("setiap") ? "setiap" : match.group("lead");
    String subject = Patterns.inner(match.group("subject"), SMALL).replaceAll("^anda\\b", "saya");
    return "%s berapa %s %s?"
        .formatted(lead, match.group("unit"), subject)
        .replaceAll("\\bAnda\\b", "saya");
  }

  @Override
  public @Nullable String definition(String sentence) {
    var match = DEFINITION.matcher(sentence);
    if (!match.find() || NO_SUBJECT.matcher(match.group("subject")).matches()) {
      return null;
    }
    return (match.group("verb").equals("berarti") ? "Apa arti " : "Apa itu ")
        + match.group("subject")
        + "?";
  }
}
