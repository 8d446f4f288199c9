package dev.assay.judge.metric;

import dev.assay.judge.Check;
import dev.assay.judge.Claims;
import dev.assay.judge.Context;
import dev.assay.judge.Judge;
import dev.assay.judge.Mark;
import dev.assay.judge.Marks;
import dev.assay.judge.Outcome;
import dev.assay.judge.Reply;
import dev.assay.judge.Sample;
import dev.assay.judge.Silent;
import dev.assay.judge.words.Decline;
import dev.assay.judge.words.Words;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a judge finds out about one answer, asked when a metric first needs it and once for all of
/// them. Not thread safe.
public final class Findings {
  private final Judge judge;
  private final Sample sample;
  private final @Nullable Similarity similarity;
  private final Compat compat;
  private final Map<String, Finding<?>> known = new HashMap<>();
  private final Set<Subject> asked = EnumSet.noneOf(Subject.class);

  /// Nothing is asked yet.
  ///
  /// @param similarity null where there is no embedding model
  public Findings(Judge judge, Sample sample, @Nullable Similarity similarity, Compat compat) {
    this.judge = judge;
    this.sample = sample;
    this.similarity = similarity;
    this.compat = compat;
  }

  /// What was found before, to compute metrics from it again: nobody is asked for what is missing,
  /// so a metric that needs more fails.
  public static Findings kept(Sample sample, KeptVerdicts verdicts, Compat compat) {
    var findings = new Findings(new Silent(), sample, null, compat);
    for (Subject subject : Subject.values()) {
      List<Mark> marks = verdicts.of(subject);
      if (!marks.isEmpty()) {
        findings.known.put(subject.finding(), Finding.of(new Marks(marks, "")));
      }
    }
    return findings;
  }

  /// Which of the kept verdicts a metric asked for so far.
  public Set<Subject> asked() {
    return asked;
  }

  Sample sample() {
    return sample;
  }

  Compat compat() {
    return compat;
  }

  @SuppressWarnings("unchecked") // each key is used with one type
  private <T> Finding<T> once(String key, Supplier<Finding<T>> ask) {
    for (Subject subject : Subject.values()) {
      if (subject.finding().equals(key)) {
        asked.add(subject);
      }
    }
    Finding<?> found = known.get(key);
    if (found == null) {
      found = ask.get();
      known.put(key, found);
    }
    return (Finding<T>) found;
  }

  /// The answer's text, where there is one to judge. The tools judge the words of an answer that
  /// declines like any other.
  Finding<String> answer() {
    var answer = sample.answer();
    if (answer.failure() != null) {
      return Finding.failed("there is no answer: " + answer.failure());
    }
    if (answer.declined() && (compat == Compat.CORRECTED || answer.text().isBlank())) {
      return new Finding.Unknown<>(new Outcome.Abstained("the answer declines the question"));
    }
    return answer.text().isBlank()
        ? Finding.notApplicable("the answer is empty")
        : Finding.of(answer.text());
  }

  Finding<String> reference() {
    return sample.reference() == null
        ? Finding.notApplicable("the golden question has no answer to compare with")
        : Finding.of(sample.reference());
  }

  Finding<List<Context>> contexts() {
    return Context.areBlank(sample.contexts())
        ? Finding.notApplicable("there are no contexts")
        : Finding.of(sample.contexts());
  }

  Finding<List<String>> answerClaims() {
    return once("claims of the answer", () -> answer().then(this::claims));
  }

  Finding<List<String>> referenceClaims() {
    return once("claims of the reference", () -> reference().then(this::claims));
  }

  private Finding<List<String>> claims(String text) {
    return switch (judge.claims(sample.question(), text)) {
      case Claims.Known(var texts) -> Finding.of(texts);
      case Claims.Unknown(var reason) -> Finding.failed("no claims: " + reason);
    };
  }

  /// Which claims of the answer the contexts support, and which chunks state them.
  Finding<Marks> answerSupport() {
    return once(Subject.CLAIMS.finding(), () -> support(answer(), this::answerClaims));
  }

  /// Which claims of the reference the contexts support.
  Finding<Marks> referenceSupport() {
    return once(
        Subject.REFERENCE_CLAIMS.finding(), () -> support(reference(), this::referenceClaims));
  }

  /// Which sentences of the reference the contexts support.
  Finding<Marks> referenceSentences() {
    return once(
        "sentences of the reference",
        () ->
            support(
                reference(), () -> reference().then(text -> Finding.of(Words.sentences(text)))));
  }

  /// Asks for the claims only where there is a text to take apart and something to hold it against.
  private Finding<Marks> support(Finding<String> text, Supplier<Finding<List<String>>> claims) {
    return text.then(_ -> contexts())
        .then(contexts ->
            claims
                .get()
                .then(
                    texts -> Finding.of(judge.check(Check.SUPPORT, texts, question(), contexts))));
  }

  /// Which claims of the answer the reference entails.
  Finding<Marks> answerInReference() {
    return once(
        Subject.CLAIMS_IN_REFERENCE.finding(),
        () ->
            answer()
                .then(_ -> reference())
                .then(text -> entailed(answerClaims(), "reference", text)));
  }

  /// Which claims of the reference the answer entails.
  Finding<Marks> referenceInAnswer() {
    return once(
        Subject.REFERENCE_IN_ANSWER.finding(),
        () ->
            reference()
                .then(_ -> answer())
                .then(text -> entailed(referenceClaims(), "answer", text)));
  }

  private Map<String, String> question() {
    return Map.of("question", sample.question());
  }

  private Finding<Marks> entailed(Finding<List<String>> claims, String name, String premise) {
    return claims.then(texts ->
        Finding.of(
            judge.check(Check.SUPPORT, texts, question(), List.of(new Context(name, premise)))));
  }

  /// Which chunks are useful for arriving at the reference.
  Finding<Marks> usefulForReference() {
    return once(Subject.CHUNKS.finding(), () -> reference().then(this::useful));
  }

  /// Which chunks are useful for arriving at the answer that was given.
  Finding<Marks> usefulForAnswer() {
    return once("useful for the answer", () -> answer().then(this::useful));
  }

  private Finding<Marks> useful(String target) {
    return chunks(Check.USEFULNESS, Map.of("question", sample.question(), "reference", target));
  }

  /// A label for each chunk of what the question alone decides.
  Finding<Marks> chunks(Check check) {
    return once(check.name(), () -> chunks(check, Map.of("question", sample.question())));
  }

  private Finding<Marks> chunks(Check check, Map<String, String> data) {
    return contexts()
        .then(contexts -> {
          var texts = contexts.stream().map(Context::text).toList();
          var marks = judge.check(check, texts, data, List.of());
          // To people a chunk is its id; its text stands beside it anyway.
          var named = new ArrayList<Mark>();
          for (int i = 0; i < contexts.size(); i++) {
            var mark = marks.marks().get(i);
            named.add(
                new Mark(contexts.get(i).chunk(), mark.label(), mark.reason(), mark.chunks()));
          }
          return Finding.of(new Marks(named, marks.reply()));
        });
  }

  /// A label for each claim of the answer, held against the contexts.
  Finding<Marks> consistency() {
    return once(
        "consistency",
        () ->
            answer()
                .then(_ -> contexts())
                .then(contexts ->
                    answerClaims()
                        .then(claims ->
                            Finding.of(
                                judge.check(Check.CONSISTENCY, claims, question(), contexts)))));
  }

  /// A label for each claim of the answer, held against the question.
  Finding<Marks> pertinence() {
    return once(
        "pertinence",
        () ->
            answerClaims()
                .then(claims ->
                    Finding.of(
                        judge.check(
                            Check.PERTINENCE,
                            claims,
                            Map.of("question", sample.question()),
                            List.of()))));
  }

  /// A grade for each sentence of the answer, held against the contexts. Exact, one that declines
  /// has the highest without being asked for, as TruLens asks for it.
  Finding<Marks> groundedness() {
    return once(
        "groundedness",
        () ->
            answer()
                .then(
                    text -> contexts().then(contexts -> Finding.of(groundedness(text, contexts)))));
  }

  private Marks groundedness(String text, List<Context> contexts) {
    var sentences = Words.sentences(text);
    Predicate<String> isGrounded = sentence -> compat == Compat.EXACT && Decline.sentence(sentence);
    var asked =
        judge.check(
            Check.GROUNDEDNESS_GRADE,
            sentences.stream().filter(isGrounded.negate()).toList(),
            Map.of(),
            contexts);
    var graded = asked.marks().iterator();
    return new Marks(
        sentences.stream()
            .map(sentence ->
                isGrounded.test(sentence)
                    ? new Mark(sentence, "3", "it declines", List.of())
                    : graded.next())
            .toList(),
        asked.reply());
  }

  /// One label for the whole answer.
  Finding<Mark> whole(Check check) {
    return once(
        check.name(),
        () ->
            answer()
                .then(text ->
                    check == Check.HALLUCINATION
                        ? contexts().then(contexts -> verdict(check, text, question(), contexts))
                        : verdict(check, text, question(), List.of())));
  }

  /// One label for one text.
  private Finding<Mark> verdict(
      Check check, String text, Map<String, String> data, List<Context> contexts) {
    var marks = judge.check(check, List.of(text), data, contexts);
    var mark = marks.marks().getFirst();
    return mark.label() == null
        ? Finding.failed("no valid verdict: " + marks.reply())
        : Finding.of(mark);
  }

  /// Whether the answer meets a criterion of the user's, which stands in the place of the answer;
  /// contexts and reference may be missing.
  Finding<Mark> criterion(Criterion criterion) {
    String reference = sample.reference();
    var data =
        Map.of(
            "criterion",
            criterion.text(),
            "question",
            sample.question(),
            "reference",
            reference == null ? "(there is none)" : reference);
    return once(
        Criterion.FAMILY + criterion,
        () ->
            answer()
                .then(text -> verdict(Check.CRITERION, text, data, sample.contexts()))
                .then(mark ->
                    Finding.of(
                        new Mark(criterion.toString(), mark.label(), mark.reason(), List.of()))));
  }

  /// A reply to any other prompt.
  ///
  /// @param data places in the order of their names, so that equal data is one request
  Finding<Reply.Valid> ask(String prompt, Map<String, ?> data, int maxTokens) {
    return once(
        prompt + data.hashCode(),
        () ->
            switch (judge.ask(prompt, new TreeMap<>(data), maxTokens)) {
              case Reply.Valid valid -> Finding.of(valid);
              case Reply.Invalid invalid -> Finding.failed(Reply.failure(invalid));
              case Reply.None none -> Finding.failed(none.reason());
            });
  }

  /// The labels of other items than chunks and claims.
  Finding<Marks> check(Check check, List<String> items, Map<String, String> data) {
    return once(
        check + " " + items.hashCode(),
        () -> Finding.of(judge.check(check, items, data, List.of())));
  }

  Finding<Similarity> similarity() {
    return similarity == null
        ? Finding.notApplicable("there is no embedding model to compare texts with")
        : Finding.of(similarity);
  }

  /// What was found so far, to be shown: the claims and chunks behind the scores.
  public KeptVerdicts verdicts() {
    return new KeptVerdicts(
        marks(Subject.CLAIMS),
        marks(Subject.REFERENCE_CLAIMS),
        marks(Subject.CLAIMS_IN_REFERENCE),
        marks(Subject.REFERENCE_IN_ANSWER),
        marks(Subject.CHUNKS),
        criteria());
  }

  /// Those that are met or not, in the order of their names.
  private List<Mark> criteria() {
    return new TreeMap<>(known)
        .entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(Criterion.FAMILY))
            .map(entry -> entry.getValue() instanceof Finding.Known<?>(Mark mark) ? mark : null)
            .filter(Objects::nonNull)
            .filter(mark -> !Boolean.TRUE.equals(mark.is("irrelevant")))
            .toList();
  }

  private List<Mark> marks(Subject subject) {
    return known.get(subject.finding()) instanceof Finding.Known<?>(Marks marks)
        ? marks.marks()
        : List.of();
  }
}
