package org.dsd4j.datasets.imagenet;

import java.nio.file.Path;
import java.util.List;

/**
 * Pictures that are not in a folder of their class.
 *
 * @param folder that holds them
 * @param names sorted
 */
record FlatPictures(Path folder, List<String> names) {}
