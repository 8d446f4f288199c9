package dev.assay.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers what is no HTTP request at all, and so reaches no route.
final class Malformed extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Guard.HEADERS.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    var text = "This is not a request that Assay understands.\n";
    Content.Sink.write(response, true, text, callback);
    return true;
  }
}
