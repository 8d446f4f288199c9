package dev.assay.judge;

import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

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

  /// Writes the task into a request's `messages`, and what its reply must look like.
  void write(ChatModel.Request request, ObjectNode body) {
    var messages = body.putArray("messages");
    messages.addObject().put("role", "system").put("content", request.system());
    messages.addObject().put("role", "user").put("content", user(request));
    switch (this) {
      case SCHEMA -> {
        var schema = body.putObject("response_format").put("type", "json_schema");
        schema
            .putObject("json_schema")
            .put("name", "reply")
            .put("strict", true)
            .putRawValue("schema", new RawValue(request.schema()));
      }
      case OBJECT -> body.putObject("response_format").put("type", "json_object");
      case TEXT -> {}
    }
  }

  private String user(ChatModel.Request request) {
    return this == SCHEMA
        ? request.user()
        : request.user() + "\n\nThe JSON schema of the reply:\n" + request.schema();
  }
}
