package dev.assay.web;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.Json;
import dev.assay.lab.Lab;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// Serves the pages of a lab.
public final class Server implements AutoCloseable {
  private static final String EXPERIMENT = "/x/{exp}";
  private static final String ANSWERS = "/answers/{file}";

  private static final String LABEL = EXPERIMENT + "/label";

  /// Held, since a logger that nobody holds forgets its level.
  private static final List<Logger> QUIET =
      Stream.of("org.eclipse.jetty", "io.javalin").map(Logger::getLogger).toList();

  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.assay.web.templates");
  private final Assets assets = new Assets();
  private final SweepMemo sweeps = new SweepMemo();
  private final Catalogue catalogue;
  private final EventStream events;
  private final ServerSettings settings;
  private final Guard guard;
  private final Javalin javalin;

  private Server(Lab lab, ServerSettings settings) {
    this.settings = settings;
    this.catalogue = new Catalogue(lab, new LossCache(), new Recent<>(4));
    this.events = new EventStream(catalogue);
    this.guard = new Guard(settings);
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    this.javalin = Javalin.create(this::configure);
  }

  /// Listens until closed; the lab stays the caller's.
  ///
  /// @throws InvalidInput if other machines could reach it and there is no token
  /// @throws AssayException if the port is taken
  public static Server start(Lab lab, ServerSettings settings) {
    var server = new Server(lab, settings);
    try {
      server.javalin.start(settings.host(), settings.port());
    } catch (RuntimeException e) {
      throw new AssayException(
          "cannot listen on %s:%d (%s): choose another with --port, or --port 0 for any"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
    return server;
  }

  /// Where a browser of this machine finds it.
  public URI address() {
    String host =
        settings.host().matches("0\\.0\\.0\\.0|::|\\[::]") ? "127.0.0.1" : settings.host();
    return URI.create(
        "http://%s:%d/"
            .formatted(
                host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host,
                javalin.port()));
  }

  @Override
  public void close() {
    events.close();
    javalin.stop();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = Guard.MAX_BODY;
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.addCustomizer((request, headers) -> {
        Guard.HEADERS.forEach(headers::put);
        return request;
      });
    });
    config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new Malformed()));
    config.routes.before(guard::check);
    config.routes.get("/", ctx -> ctx.redirect("/experiments"));
    config.routes.get("/static/{file}", assets::serve);
    config.routes.get(EXPERIMENT + "/events", events::serve);
    page(config, "/experiments", (ctx, query) -> ExperimentsPage.of(catalogue, query));
    page(
        config,
        EXPERIMENT,
        (ctx, query) -> ExperimentPage.of(catalogue, query, ctx.pathParam("exp")));
    page(
        config,
        EXPERIMENT + "/sweep",
        (ctx, query) -> SweepPage.of(catalogue, sweeps, query, ctx.pathParam("exp")));
    page(
        config,
        EXPERIMENT + "/question",
        (ctx, query) -> QuestionPage.of(catalogue, query, ctx.pathParam("exp")));
    page(
        config,
        EXPERIMENT + "/matrix",
        (ctx, query) -> MatrixPage.of(catalogue, query, ctx.pathParam("exp")));
    page(
        config,
        EXPERIMENT + "/compare",
        (ctx, query) -> ComparePage.of(catalogue, query, ctx.pathParam("exp")));
    page(
        config,
        EXPERIMENT + "/decide",
        (ctx, query) -> DecidePage.of(catalogue, query, ctx.pathParam("exp")));
    page(config, "/history", (ctx, query) -> HistoryPage.of(catalogue, query));
    page(
        config,
        LABEL,
        (ctx, query) -> LabelPage.of(catalogue, query, ctx.pathParam("exp"), settings.readOnly()));
    config.routes.post(
        LABEL,
        ctx ->
            ctx.redirect(
                LabelPage.say(catalogue, form(ctx), ctx.pathParam("exp")).address(),
                HttpStatus.SEE_OTHER));
    config.routes.post(
        LABEL + ".json",
        ctx -> {
          String exp = ctx.pathParam("exp");
          Query next = LabelPage.say(catalogue, form(ctx), exp);
          json(ctx, LabelPage.of(catalogue, next, exp, settings.readOnly()));
        });
    page(config, "/answers", (ctx, query) -> AnswersPage.of(catalogue, query));
    // before the files: no id of one is `compare`, for each ends in a hash
    page(config, CompareAnswersPage.PATH, (ctx, query) -> CompareAnswersPage.of(catalogue, query));
    page(
        config,
        ANSWERS,
        (ctx, query) -> JudgedFilePage.of(catalogue, query, ctx.pathParam("file")));
    page(
        config,
        ANSWERS + "/matrix",
        (ctx, query) -> AnswerPage.of(catalogue, query, ctx.pathParam("file")));
    page(config, "/document", (ctx, query) -> DocumentPage.of(catalogue, query));
    page(config, "/documents", (ctx, query) -> DocumentsPage.of(catalogue, query));
    page(config, "/golden", (ctx, query) -> GoldenPage.of(catalogue, query));
    page(config, "/synth", (ctx, query) -> SynthPage.form(query, settings));
    config.routes.post("/synth", ctx -> html(ctx, SynthPage.drafts(form(ctx), settings)));
    config.routes.post("/synth.json", ctx -> json(ctx, SynthPage.drafts(form(ctx), settings)));
    config.routes.post("/synth/download", this::download);
    page(config, "/prompts", (ctx, query) -> PromptsPage.of(catalogue, query));
    page(config, "/keys", (ctx, query) -> new KeysPage());
    errors(config);
  }

  /// A page at its path, and its data at the path with `.json`.
  private void page(JavalinConfig config, String path, BiFunction<Context, Query, Page> page) {
    config.routes.get(path + ".json", ctx -> json(ctx, page.apply(ctx, query(ctx))));
    config.routes.get(path, ctx -> html(ctx, page.apply(ctx, query(ctx))));
  }

  private static Query query(Context ctx) {
    String path = ctx.path();
    return new Query(
        path.endsWith(".json") ? path.substring(0, path.length() - 5) : path, ctx.queryParamMap());
  }

  /// What a form sent.
  private static Query form(Context ctx) {
    return new Query(ctx.path(), ctx.formParamMap());
  }

  private void download(Context ctx) {
    SynthPage page = SynthPage.drafts(form(ctx), settings);
    ctx.contentType("application/jsonl; charset=utf-8")
        .header("Cache-Control", "no-store")
        .header("Content-Disposition", "attachment; filename=\"drafts.jsonl\"")
        .result(Objects.requireNonNull(page.synthesis()).jsonl());
  }

  private static void json(Context ctx, Page page) {
    ctx.contentType("application/json; charset=utf-8")
        .header("Cache-Control", "no-store")
        .status(page.status())
        .result(
            Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(page.data()) + "\n");
  }

  private void html(Context ctx, Page page) {
    var output = new StringOutput(32 * 1024);
    templates.render(page.template() + ".jte", page, output);
    ctx.contentType("text/html; charset=utf-8")
        .header("Cache-Control", "no-store")
        .status(page.status())
        .result(output.toString());
  }

  /// The one table from what went wrong to what a browser or a program is told.
  private void errors(JavalinConfig config) {
    config.routes.exception(Refusal.class, (e, ctx) -> error(ctx, e.page()));
    config.routes.exception(
        InvalidInput.class,
        (e, ctx) ->
            error(
                ctx,
                new ErrorPage(400, String.valueOf(e.getMessage()), "Correct it and try again.")));
    config.routes.exception(
        AssayException.class,
        (e, ctx) ->
            error(
                ctx,
                new ErrorPage(
                    503, String.valueOf(e.getMessage()), "Run assay doctor for what is missing.")));
    config.routes.exception(
        HttpResponseException.class,
        (e, ctx) -> {
          String message =
              e.getStatus() == 404 ? "There is no such page." : String.valueOf(e.getMessage());
          error(ctx, new ErrorPage(e.getStatus(), message, "Start again from the experiments."));
        });
    config.routes.exception(
        Exception.class,
        (e, ctx) ->
            error(
                ctx,
                new ErrorPage(
                    500,
                    "Something went wrong in Assay itself (%s)."
                        .formatted(e.getClass().getSimpleName()),
                    "Please report it with the address of this page.")));
  }

  private void error(Context ctx, ErrorPage page) {
    if (ctx.path().endsWith(".json")) {
      json(ctx, page);
    } else {
      html(ctx, page);
    }
  }
}
