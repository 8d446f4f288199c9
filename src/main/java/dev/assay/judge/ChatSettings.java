package dev.assay.judge;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.assay.Address;
import dev.assay.Default;
import dev.assay.Price;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a language model is and how it is asked: any endpoint that speaks `/v1/chat/completions`.
///
/// @param uri `…/v1/chat/completions` or its base `…/v1`
/// @param name the model's name at the endpoint
/// @param key sent as bearer token; null where the endpoint wants none
/// @param revision of the model's weights, where the name alone does not tell; replies are kept by
///   it
/// @param sampling how a reply is drawn
/// @param pace how fast the endpoint is asked, and for how long
/// @param prices of its tokens
public record ChatSettings(
    @JsonProperty(required = true) URI uri,
    @JsonProperty(required = true) String name,
    @Nullable String key,
    @Nullable String revision,
    @JsonUnwrapped Sampling sampling,
    @JsonUnwrapped Pace pace,
    @JsonUnwrapped Prices prices) {
  public ChatSettings {
    if (!Address.isWeb(uri)) {
      throw new IllegalArgumentException("not an http address: " + Address.withoutQuery(uri));
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "an address must not hold a user or password; use the key: " + Address.withoutQuery(uri));
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("a model needs a name");
    }
  }

  public ChatSettings(URI uri, String name, @Nullable String key) {
    this(uri, name, key, null, Sampling.USUAL, Pace.USUAL, Prices.UNKNOWN);
  }

  /// The same endpoint, asked with another key.
  public ChatSettings withKey(@Nullable String key) {
    return new ChatSettings(uri, name, key, revision, sampling, pace, prices);
  }

  URI completions() {
    String path = Objects.requireNonNullElse(uri.getRawPath(), "").replaceAll("/+$", "");
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    // Put together by hand: to resolve, a path that begins with two slashes names another host.
    return URI.create(
        uri.getScheme()
            + "://"
            + uri.getRawAuthority()
            + (path.endsWith("/chat/completions") ? path : path + "/chat/completions")
            + query);
  }

  /// What a reply depends on: not how fast or how dearly it is had, and without the key. Of a
  /// query, which may hold one too, a digest.
  @Override
  public String toString() {
    return "%s%s at %s, %s"
        .formatted(
            name,
            revision == null ? "" : " (" + revision + ")",
            Address.of(completions()),
            sampling);
  }

  /// How a reply is drawn.
  ///
  /// @param temperature not sent to a model that reasons; null for the model's own
  /// @param seed sent along; null for none
  /// @param reasoning of a model that thinks before it replies; null for one that does not
  public record Sampling(
      @Default("0.0") @Nullable Double temperature,
      @Nullable Integer seed,
      @Nullable Reasoning reasoning) {
    public static final Sampling USUAL = new Sampling(0.0, null, null);

    /// The most tokens that a reply may have where it is asked for with so many.
    public int limit(int maxTokens) {
      return maxTokens + thoughts();
    }

    /// The most tokens that a model may think before a reply; 0 for one that does not.
    public int thoughts() {
      return reasoning == null ? 0 : reasoning.tokens();
    }

    /// What a reply depends on.
    @Override
    public String toString() {
      return (reasoning == null ? "temperature " + temperature : reasoning)
          + (seed == null ? "" : ", seed " + seed);
    }
  }

  /// What a model may think before it replies. Such models take a limit of both together
  /// (`max_completion_tokens`) and no temperature.
  ///
  /// @param tokens that it may have beside those of the reply, paid for as these are
  /// @param effort sent along as `reasoning_effort`; null for the model's own
  public record Reasoning(@JsonProperty(required = true) int tokens, @Nullable String effort) {
    public Reasoning {
      if (tokens < 0) {
        throw new IllegalArgumentException("reasoning tokens must be at least 0, got " + tokens);
      }
    }

    /// What a reply depends on, which the limit is not.
    @Override
    public String toString() {
      return effort == null ? "reasoning" : "reasoning " + effort;
    }
  }

  /// How fast an endpoint is asked, and for how long.
  ///
  /// @param timeoutSeconds for one call, from connecting to the last byte
  /// @param maxRetries further calls after a failed one
  /// @param concurrency calls under way at once
  /// @param requestsPerMinute null for as many as there are
  /// @param tokensPerMinute of prompts and replies together; null for as many as there are
  public record Pace(
      @Default("60") int timeoutSeconds,
      @Default("4") int maxRetries,
      @Default("8") int concurrency,
      @Nullable Integer requestsPerMinute,
      @Nullable Integer tokensPerMinute) {
    public static final Pace USUAL = new Pace(60, 4, 8, null, null);

    public Pace {
      if (timeoutSeconds < 1 || maxRetries < 0) {
        throw new IllegalArgumentException(
            "timeoutSeconds must be at least 1 and maxRetries at least 0, got %d and %d"
                .formatted(timeoutSeconds, maxRetries));
      }
      atLeastOne("concurrency", concurrency);
      atLeastOne("requestsPerMinute", requestsPerMinute);
      atLeastOne("tokensPerMinute", tokensPerMinute);
    }

    private static void atLeastOne(String key, @Nullable Integer value) {
      if (value != null && value < 1) {
        throw new IllegalArgumentException(key + " must be at least 1, got " + value);
      }
    }

    /// For one call.
    public Duration timeout() {
      return Duration.ofSeconds(timeoutSeconds);
    }
  }

  /// What tokens cost. Both are known or neither.
  ///
  /// @param inputPrice of prompts; null where nobody said, and then no cost is known
  /// @param outputPrice of replies, thoughts included
  public record Prices(@Nullable Price inputPrice, @Nullable Price outputPrice) {
    public static final Prices UNKNOWN = new Prices(null, null);

    public Prices {
      if ((inputPrice == null) != (outputPrice == null)) {
        throw new IllegalArgumentException(
            "a price needs both inputPrice and outputPrice; 0 is a price");
      }
      if (inputPrice != null && outputPrice != null) {
        inputPrice.requireCurrencyOf(outputPrice);
      }
    }

    /// Null where no price is known.
    public @Nullable String currency() {
      return inputPrice == null ? null : inputPrice.currency();
    }

    /// Null where a price or a count is not known.
    public @Nullable BigDecimal of(Usage usage) {
      return inputPrice == null
              || outputPrice == null
              || usage.inputTokens() == null
              || usage.outputTokens() == null
          ? null
          : inputPrice.of(usage.inputTokens()).add(outputPrice.of(usage.outputTokens()));
    }
  }
}
