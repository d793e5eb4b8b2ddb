/**
 * The report's page, as HTML and Markdown. {@link org.dsd4j.reports.page.PageView} and the records
 * below it hold every text of the page, rounded and worded; a Pebble template and {@code
 * MarkdownWriter} only lay them out, and both escape what comes from records.
 *
 * <p>The HTML is one file: styles, charts and images are inside, nothing is fetched.
 *
 * <p><b>To add a section</b>, add its texts to {@code RowView} (built by {@code RowViews}), a few
 * lines to the template and to {@code MarkdownWriter}.
 */
package org.dsd4j.reports.page;
