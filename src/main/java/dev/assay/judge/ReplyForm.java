package dev.assay.judge;

import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.util.regex.Pattern;

/// How an endpoint is told what a reply must look like. Not every server that speaks OpenAI's
/// protocol takes a schema, and not each that does not takes the word for any JSON object. Replies
/// are validated whichever it is.
enum ReplyForm {
  SCHEMA,
  /// The schema stands in the prompt; the endpoint holds the reply to being an object.
  OBJECT,
  /// The schema stands in the prompt, and nothing holds the reply to it.
  TEXT;

  private static final Pattern NAMED =
      Pattern.compile("(?i)response[_ ]format|json[_ ](schema|object)|structured[_ ]outputs?");

  /// The one to ask in after a refusal; the same where the refusal is of something else.
  ///
  /// @param refusal as the endpoint worded it
  ReplyForm after(String refusal) {
    return switch (this) {
      case SCHEMA -> NAMED.matcher(refusal).find() ? OBJECT : this;
      case OBJECT -> NAMED.matcher(refusal).find() ? TEXT : this;
      case TEXT -> this;
    };
  }

  ResponseFormat responseFormat(String schema) {
    return switch (this) {
      case SCHEMA ->
          ResponseFormat.builder()
              .type(ResponseFormatType.JSON)
              .jsonSchema(
                  JsonSchema.builder()
                      .name("reply")
                      .rootElement(JsonRawSchema.from(schema))
                      .build())
              .build();
      case OBJECT -> ResponseFormat.JSON;
      case TEXT -> ResponseFormat.TEXT;
    };
  }

  String user(ChatModel.Request request) {
    return this == SCHEMA
        ? request.user()
        : request.user() + "\n\nThe JSON schema of the reply:\n" + request.schema();
  }
}
