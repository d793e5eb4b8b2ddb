package org.dsd4j.reports.live;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
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

  LiveHandler(HostGuard guard, Routes routes) {
    this.guard = guard;
    this.routes = routes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Reply reply = answer(request);
    byte[] body = reply.bytes();
    String tag = reply.tag();
    boolean known = tag.equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH));
    boolean same = reply.status() == Reply.OK && known;
    response.setStatus(same ? NOT_MODIFIED : reply.status());
    putHeaders(response, reply, tag);
    if (reply.status() == NOT_ALLOWED) {
      response.getHeaders().put(HttpHeader.ALLOW, QUESTIONS);
    }
    boolean bodiless = same || HttpMethod.HEAD.is(request.getMethod());
    if (!same) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    }
    response.write(true, ByteBuffer.wrap(bodiless ? new byte[0] : body), callback);
    return true;
  }

  private Reply answer(Request request) {
    // A request without a name is no browser's, so there is no page behind it.
    String host =
        Optional.ofNullable(request.getHeaders().get(HttpHeader.HOST)).orElse("localhost");
    String asked = Optional.ofNullable(request.getHttpURI().getAuthority()).orElse(host);
    if (!guard.allows(host) || !guard.allows(asked)) {
      return Reply.text(
          FORBIDDEN,
          "this server does not answer to that name: open it by the address that dsd serve printed");
    }
    String method = request.getMethod();
    if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
      return Reply.text(NOT_ALLOWED, "this server only shows: ask with GET");
    }
    String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
    return routes.answer(request.getHttpURI().getPath(), query);
  }

  private static void putHeaders(Response response, Reply reply, String tag) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
    response.getHeaders().put(HttpHeader.ETAG, tag);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
    for (HttpField field : FIXED) {
      response.getHeaders().put(field);
    }
    response.getHeaders().put("Content-Security-Policy", reply.policy());
  }
}
