package dev.assay.judge.words;

import dev.assay.judge.words.Exclusion.Group;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Words of which only one can hold where the rest of two sentences is the same: `open` and
/// `closed`, the days of the week, `available` and `unavailable`. English, German, Indonesian.
final class Contrast {
  /// A line's groups exclude each other; a word of a group that ends in `*` is a beginning.
  private static final String EXCLUSIVE =
      """
      monday* montag* senin | tuesday* dienstag* selasa | wednesday* mittwoch* rabu | thursday* donnerstag* kamis | friday* freitag* jumat | saturday* samstag* sabtu | sunday* sonntag* minggu
      january januar januari | february februar februari | march märz maret | april | may mai mei | june juni | july juli | august agustus | september | october oktober | november | december dezember desember
      north northern norden nördlich* utara | south southern süden südlich* selatan | east eastern osten östlich* timur | west western westen westlich* barat
      per-second | per-minute | per-hour hourly stündlich* | per-day per-night daily nightly täglich* harian | per-week weekly wöchentlich* mingguan | per-month monthly monatlich* bulanan | per-year yearly annual annually jährlich* tahunan
      rise rises rose risen grew climbed steigt stieg gestiegen naik | fall falls fell fallen dropped sinkt sank gesunken turun
      left links linke* kiri | right rechts rechte* kanan
      open opens opened offen geöffnet buka dibuka | close closes closed shut shuts locked geschlossen schließt tutup ditutup
      minimum minimal mindestens | maximum maximal höchstens
      state-on | state-off
      enabl* aktivier* diaktifkan | disabl* deaktivier* dinonaktifkan
      free kostenlos gratis | paid kostenpflichtig* berbayar
      allow* permit* erlaub* mengizinkan diizinkan | forbid* forbade prohibit* verbiete* verboten melarang dilarang
      includ* enthält enthalten termasuk | exclud* ausgeschlossen
      accept* welcom* akzeptier* menerima diterima | reject* abgelehnt menolak ditolak
      internal intern interne* | external extern externe*
      upper obere* | lower untere*
      inside indoor* drinnen | outside outdoor* draußen
      public öffentlich* publik | private privat*
      always immer selalu | never nie niemals
      first erste* pertama | last letzte* terakhir
      oldest älteste* tertua | newest youngest neueste* jüngste* terbaru termuda
      largest biggest größte* terbesar | smallest kleinste* terkecil
      highest höchste* tertinggi | lowest niedrigste* terendah
      longest längste* terpanjang | shortest kürzeste* terpendek
      best beste* terbaik | worst schlechteste* terburuk
      male males men männlich* männer pria | female females women weiblich* frauen wanita
      buy buys bought kauf* membeli | sell sells sold verkauf* menjual
      win wins won gewinn* gewann menang | lose loses lost verlier* verlor kalah
      import* | export*
      alive lebendig hidup | dead tot mati
      true wahr benar | false falsch salah
      hot heiß panas | cold kalt dingin
      required mandatory erforderlich* wajib | optional
      upgrad* | downgrad*
      approv* genehmig* disetujui | denied denies deny rejected rejects reject abgelehnt ditolak
      profit profits gewinn gewinne laba keuntungan | loss losses verlust* rugi kerugian
      depart* | arriv*
      encrypt* verschlüssel* | decrypt* entschlüssel*
      ascending aufsteigend* | descending absteigend*
      """;

  /// Those that exclude each other only beside the same word: a course that begins in May goes on
  /// until its end, but the start of the course is not the end of the course. What WordNet has is
  /// not here.
  private static final Exclusion BESIDE =
      Exclusion.of(
          """
          start starts started starting begin begins began beginning anfang beginn mulai | end ends ended ending ende akhir
          dawn sunrise morning mornings pagi | noon midday mittag siang | afternoon afternoons sore | dusk sunset evening evenings abend malam | midnight mitternacht
          adult adults erwachsene dewasa | child children kid kids kinder anak
          before vor sebelum | after nach setelah sesudah
          add adds added adding | remove removes removed removing delete deletes deleted deleting
          pass passes passed adopt adopts adopted approve approves approved | reject rejects rejected
          resistant resistance | susceptible susceptibility
          """);

  private static final Exclusion WORDS = Exclusion.of(EXCLUSIVE);

  private static final Exclusion BEGINNINGS = Exclusion.ofBeginnings(EXCLUSIVE);

  private static final Pattern DENIED =
      Pattern.compile(
          "(?:un|non-?|dis(?!cover|play|order|pos|eas|miss|trac)|in(?=accu|activ|capab|compat|complet|consist|correct|depend|direct|effect|effic|formal|secur|suffic|valid|visib)|im(?=matur|perfect|possib|prob)|il(?=legal|logic)|ir(?=regular|relevan|responsib|revers))(\\p{L}{4,})");

  private static final Set<String> PER =
      Set.of("per", "a", "an", "each", "every", "pro", "je", "im", "tiap", "setiap");

  private static final String STATE = "state-";

  /// Before and behind `on` and `off` where they tell a state: `is off by default`, not `is on
  /// Monday`.
  private static final Set<String> SWITCHING =
      Words.wordsOf(
          "is are was were be been stays stay stayed remains remain turned turn turns switched switch switches set defaults");

  private static final Set<String> BEHIND_STATE =
      Set.of("", "by", "unless", "until", "when", "while", "if", "and", "or", "again");

  private Contrast() {}

  /// The word of a text that excludes what a claim says, or `per month`; null where there is none.
  /// A negation on one side alone is left to others: what is not enabled is disabled.
  ///
  /// @param claim all its words
  /// @param sentence of a text, the nearest to the claim
  /// @param around what stands around it; if it has the claim's word, nothing is excluded
  static @Nullable String excluding(
      List<Words.Word> claim, List<Words.Word> sentence, List<Words.Word> around) {
    var said = lower(claim);
    var there = lower(sentence);
    if (said.stream().anyMatch(Contrast::negates) != there.stream().anyMatch(Contrast::negates)) {
      return null;
    }
    var near = lower(around);
    var groups = groups(said).keySet();
    if (!groups.isEmpty()) {
      var others = groups(there);
      var nearby = groups(near);
      nearby.forEach((group, word) -> {
        if (word.startsWith(STATE)) {
          others.putIfAbsent(group, word);
        }
      });
      var close = nearby.keySet();
      for (var group : groups) {
        boolean alone = groups.stream().filter(other -> other.line() == group.line()).count() == 1;
        if (alone && !close.contains(group)) {
          for (var other : others.entrySet()) {
            if (other.getKey().line() == group.line()) {
              return other.getValue().replace(STATE, "").replace('-', ' ');
            }
          }
        }
      }
    }
    return denial(said, there, near);
  }

  /// Whether they exclude each other where they stand beside the same word.
  static boolean areOpposite(String word, String other) {
    return BESIDE.excludes(word, other);
  }

  /// `unavailable` against `available`, either way round.
  private static @Nullable String denial(Set<String> said, Set<String> there, Set<String> near) {
    for (String word : there) {
      String plain = denied(word);
      if (plain != null && said.contains(plain) && !near.contains(plain)) {
        return word;
      }
    }
    boolean isNegated = near.stream().anyMatch(Contrast::negates);
    for (String word : said) {
      String plain = denied(word);
      if (plain != null && there.contains(plain) && !near.contains(word) && !isNegated) {
        return plain;
      }
    }
    return null;
  }

  /// What a word's beginning negates: `locked` of `unlocked`; null where it negates nothing.
  static @Nullable String denied(String word) {
    var denied = DENIED.matcher(word);
    return denied.matches() ? denied.group(1) : null;
  }

  private static boolean negates(String word) {
    return Words.negates(new Words.Word(word, word));
  }

  /// The words in lower case, and `per-month` where a rate is told: a month, per month, monthly.
  private static Set<String> lower(List<Words.Word> words) {
    var lower = new LinkedHashSet<String>();
    boolean per = false;
    for (var word : words) {
      String written = word.lower();
      lower.add(written);
      String unit = written.equals("night") ? written : Units.of(word);
      if (per && unit != null) {
        lower.add("per-" + unit);
      }
      per = PER.contains(written);
    }
    for (int i = 1; i < words.size(); i++) {
      String written = words.get(i).lower();
      if ((written.equals("on") || written.equals("off"))
          && SWITCHING.contains(words.get(i - 1).lower())
          && BEHIND_STATE.contains(Words.lower(words, i + 1))) {
        lower.add(STATE + written);
      }
    }
    return lower;
  }

  /// The groups of some words, each with the first word of it.
  private static Map<Group, String> groups(Set<String> words) {
    var groups = new LinkedHashMap<Group, String>();
    for (String word : words) {
      WORDS.groupsOf(word).forEach(group -> groups.putIfAbsent(group, word));
      BEGINNINGS
          .groups()
          .forEach((beginning, begun) -> {
            if (word.startsWith(beginning)) {
              begun.forEach(group -> groups.putIfAbsent(group, word));
            }
          });
    }
    return groups;
  }
}
