package org.dsd4j.datasets.imagenet;

import java.nio.file.Path;
import java.util.List;

/**
 * Pictures whose folder does not tell their class.
 *
 * @param folder where they lie
 * @param names sorted
 */
record FlatPictures(Path folder, List<String> names) {}
