/**
 * A store of runs in the browser, while they run.
 *
 * <p>{@link org.dsd4j.reports.live.LiveServer} answers with a page ({@code live.html}, {@code
 * live.js}, {@code live.css} and the report's own {@code style.css}) and with JSON, which the page
 * asks for every two seconds: {@code /api/state} is how far every arm is and the table of results,
 * {@code /api/curves?row=…} the curves of one row. An answer that has not changed has no body
 * (status 304). {@code /report} is the whole report, or a page that waits while it is made ({@code
 * making.html}) and then turns into it; {@code /report.html} answers when it is made.
 *
 * <p>The store is read through {@link org.dsd4j.reports.store.StoreWatch}, which reads an arm anew
 * only when its files have changed and waits for no file longer than a few seconds. No thread that
 * answers waits for a file, a report or a client: {@code Background} has threads for what takes its
 * time, {@code Routes} bounds who waits for the report, {@code SlowClients} how long a question and
 * an answer may take. The server writes nothing, takes no lock, and knows nothing of the processes
 * that train: it can be started before, with, or after them.
 *
 * <p><b>To show one more thing</b>, add it to {@code LiveState}, which becomes JSON as it is, and
 * draw it in {@code live.js}. <b>To answer one more path</b>, add it to {@code Routes}; it must
 * only read, and must not make a file name of what was asked.
 */
package org.dsd4j.reports.live;
