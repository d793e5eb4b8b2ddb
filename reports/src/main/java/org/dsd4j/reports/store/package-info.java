/**
 * The folder of records: what is run once is kept, never overwritten, and can be read while others
 * still run.
 *
 * <pre>
 * runs/&lt;scale&gt;/&lt;row&gt;/samples.png              contact sheet of the corpus
 * runs/&lt;scale&gt;/&lt;row&gt;/examples/&lt;example&gt;.png   test pictures to show, by position in the split
 * runs/&lt;scale&gt;/&lt;row&gt;/&lt;engine&gt;/&lt;seed&gt;/&lt;arm&gt;/
 *     run.json                 what is run and where; written once, first
 *     events.jsonl             the event log, one line an event, flushed at once
 *     weights/&lt;moment&gt;.json    histograms of the layer of Figure 2
 *     predictions.csv          example,label,predicted,rank on the test split
 *     sentences.jsonl          what was said on the test split in words, one line an example
 *     ref.trn, hyp.trn         the same for NIST's sclite, where each has one reference
 *     checkpoint.safetensors   where a broken-off run goes on; gone when the arm has finished
 *     final.safetensors        the end of the arm, from which others start
 *     manifest.json            every file of the finished arm, with its size and SHA-256
 *     result.json              what came out; written last and in one move
 *     lock                     who writes here: process, machine, since when; empty when nobody does
 * runs/&lt;scale&gt;/&lt;row&gt;/&lt;engine&gt;/&lt;seed&gt;/sensitivity/
 *     sensitivity.json         what is measured and where; written once, first
 *     points.jsonl             one line for each layer and sparsity, flushed at once
 *     manifest.json            both, once every point was measured
 * runs/cache/                  what takes long to compute and is the same for many runs
 * runs/report/                 the report, where no other folder is named
 * </pre>
 *
 * <p>{@link org.dsd4j.reports.store.StoreLayout} alone knows these names. It gives paths as values
 * that lead down and back up: {@code layout.row(scale, row).engine(engine).seed(3, 1).arm("dsd")}
 * is an {@link org.dsd4j.reports.store.ArmPath}, whose {@code events()} is a file and whose {@code
 * row()} is a {@link org.dsd4j.reports.store.RowPath}.
 *
 * <p>Writing goes {@link org.dsd4j.reports.store.RunStore#seed} → {@link
 * org.dsd4j.reports.store.SeedFolder#arm} → {@link org.dsd4j.reports.store.ArmFolder#start} →
 * {@code append}… → {@code finish}. A seed's folder is chosen once, for all of its arms, because
 * the arms share a dense phase: with {@code fresh} it is {@code 3.2}, {@code 3.3}… beside an older
 * {@code 3}.
 *
 * <p>The sensitivity of a baseline to pruning stands beside the arms of its seed: {@link
 * org.dsd4j.reports.store.SeedFolder#sensitivity} → {@link
 * org.dsd4j.reports.store.SensitivityFolder#points} (what an earlier start has done) → {@code
 * start} → {@code append}…
 *
 * <p>Reading is {@link org.dsd4j.reports.store.RunStore#load}: every arm that can be read, and one
 * line for each file that cannot.
 *
 * <p>Records vouch for themselves. A JSON file that stands alone has a {@code checksum} of its own
 * bytes; a line of a file that grows has in {@code crc} the CRC-32C of itself and all lines before
 * it; and a {@link org.dsd4j.reports.store.RecordManifest} lists what a finished folder holds.
 * Files of format 1, which had none of this, are read too.
 *
 * <p><b>To keep one more file per run</b>, add its name to {@code StoreLayout} and its path to
 * {@code ArmPath}, its write method to {@code ArmFolder} and its read to {@code ArmReader}; files
 * that this package does not know are left alone.
 */
package org.dsd4j.reports.store;
