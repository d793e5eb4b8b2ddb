package org.dsd4j.reports.live;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server itself refuses, such as a crooked path: a line that repeats nothing of it. */
final class PlainErrors extends ErrorHandler {
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    Reply reply = Reply.text(code, HttpStatus.getMessage(code));
    LiveHandler.putHeaders(response.getHeaders(), reply);
    response.write(true, reply.body(), callback);
  }
}
