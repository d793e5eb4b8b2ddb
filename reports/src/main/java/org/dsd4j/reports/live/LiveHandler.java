package org.dsd4j.reports.live;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What every request goes through: only questions, only for this server, nothing kept by proxies.
 */
final class LiveHandler extends Handler.Abstract {
  private static final int NOT_MODIFIED = 304;
  private static final int FORBIDDEN = 403;
  private static final int NOT_ALLOWED = 405;
  private static final String QUESTIONS = "GET, HEAD";

  private static final List<HttpField> FIXED =
      List.of(
          new HttpField("X-Content-Type-Options", "nosniff"),
          new HttpField("X-Frame-Options", "DENY"),
          new HttpField("Referrer-Policy", "no-referrer"),
          new HttpField("Cross-Origin-Resource-Policy", "same-origin"),
          new HttpField("Cross-Origin-Opener-Policy", "same-origin"));

  private final HostGuard guard;
  private final Routes routes;
  private final SlowClients clients;

  LiveHandler(HostGuard guard, Routes routes, SlowClients clients) {
    this.guard = guard;
    this.routes = routes;
    this.clients = clients;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    EndPoint client = request.getConnectionMetaData().getConnection().getEndPoint();
    clients.asked(client);
    answer(request)
        .whenComplete(
            (reply, none) -> {
              try {
                write(reply, request, response, callback, client);
              } catch (RuntimeException e) {
                callback.failed(e);
              }
            });
    return true;
  }

  private void write(
      Reply reply, Request request, Response response, Callback callback, EndPoint client) {
    boolean known = reply.tag().equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH));
    boolean same = reply.status() == Reply.OK && known;
    response.setStatus(same ? NOT_MODIFIED : reply.status());
    putHeaders(response.getHeaders(), reply);
    if (reply.status() == NOT_ALLOWED) {
      response.getHeaders().put(HttpHeader.ALLOW, QUESTIONS);
    }
    ByteBuffer body = reply.body();
    if (!same) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
    }
    boolean bodiless = same || HttpMethod.HEAD.is(request.getMethod());
    clients.answering(client, body.remaining());
    Callback taken =
        Callback.from(
            () -> {
              clients.answered(client);
              callback.succeeded();
            },
            callback::failed);
    response.write(true, bodiless ? ByteBuffer.allocate(0) : body, taken);
  }

  private CompletionStage<Reply> answer(Request request) {
    // A request without a name is no browser's, so there is no page behind it.
    String host =
        Optional.ofNullable(request.getHeaders().get(HttpHeader.HOST)).orElse("localhost");
    String asked = Optional.ofNullable(request.getHttpURI().getAuthority()).orElse(host);
    if (!guard.allows(host) || !guard.allows(asked)) {
      return refusal(
          FORBIDDEN,
          "this server does not answer to that name: open it by the address that dsd serve printed");
    }
    String method = request.getMethod();
    if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
      return refusal(NOT_ALLOWED, "this server only shows: ask with GET");
    }
    String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
    return routes.answer(request.getHttpURI().getPath(), query);
  }

  private static CompletableFuture<Reply> refusal(int status, String message) {
    return CompletableFuture.completedFuture(Reply.text(status, message));
  }

  /** What every answer says: what a page may do with it, and that it is asked for anew. */
  static void putHeaders(HttpFields.Mutable headers, Reply reply) {
    headers.put(HttpHeader.CONTENT_TYPE, reply.type());
    headers.put(HttpHeader.ETAG, reply.tag());
    headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
    for (HttpField field : FIXED) {
      headers.put(field);
    }
    headers.put("Content-Security-Policy", reply.policy());
    reply.retrySeconds().ifPresent(seconds -> headers.put(HttpHeader.RETRY_AFTER, seconds));
  }
}
