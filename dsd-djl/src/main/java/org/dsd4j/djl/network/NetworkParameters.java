package org.dsd4j.djl.network;

import ai.djl.nn.Block;
import ai.djl.nn.BlockList;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a block under stable paths, such as {@code layer1.0.conv2.weight}.
 *
 * <p>DJL numbers the children of a block: the child added as {@code conv1} is called {@code
 * 01conv1}. The path omits the number where the names are unique without it, and keeps it
 * otherwise, as in a {@code SequentialBlock} with two {@code Conv2d}.
 *
 * <p>A parameter that blocks share, such as one {@code Linear} that is used twice, is one parameter
 * with several paths: it is counted, pruned and updated once, and any of its paths finds it.
 */
public final class NetworkParameters {
  private final List<NamedParameter> all;
  private final Map<String, NamedParameter> byId = new LinkedHashMap<>();
  private final Map<String, NamedParameter> byPath = new LinkedHashMap<>();

  private NetworkParameters(List<NamedParameter> all) {
    this.all = List.copyOf(all);
    for (NamedParameter named : all) {
      byId.put(named.parameter().getId(), named);
      for (String path : named.paths()) {
        if (byPath.put(path, named) != null) {
          throw new IllegalArgumentException("two parameters share the path " + path);
        }
      }
    }
  }

  /**
   * Names the parameters of a block.
   *
   * @param block the block, initialised or not
   * @return the parameters in the order of the network, never null
   */
  public static NetworkParameters of(Block block) {
    Map<Parameter, List<String>> found = new LinkedHashMap<>();
    collect("", block, found);
    return new NetworkParameters(
        found.entrySet().stream()
            .map(entry -> new NamedParameter(entry.getValue(), entry.getKey()))
            .toList());
  }

  /**
   * Returns every parameter once, running statistics included.
   *
   * @return the parameters in the order of the network
   */
  public List<NamedParameter> all() {
    return all;
  }

  /**
   * Returns the parameter with that path.
   *
   * @param path any of its paths
   * @return the parameter, or empty when there is none
   */
  public Optional<NamedParameter> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /**
   * Returns the parameter with DJL's id.
   *
   * @param id what {@code Parameter.getId()} gives
   * @return the parameter
   * @throws IllegalArgumentException when the id belongs to another network
   */
  public NamedParameter byId(String id) {
    NamedParameter named = byId.get(id);
    if (named == null) {
      throw new IllegalArgumentException(
          "parameter " + id + " does not belong to the block that the masks were made for");
    }
    return named;
  }

  /**
   * Returns the number of values that train, as papers count parameters.
   *
   * @return the sum over the parameters, running statistics excluded
   */
  public long trainable() {
    return all.stream().filter(NamedParameter::trains).mapToLong(NamedParameter::count).sum();
  }

  /** DJL compares parameters by identity: one that is found again gets another path. */
  private static void collect(String prefix, Block block, Map<Parameter, List<String>> found) {
    for (Pair<String, Parameter> pair : block.getDirectParameters()) {
      found
          .computeIfAbsent(pair.getValue(), parameter -> new ArrayList<>())
          .add(prefix + pair.getKey());
    }
    BlockList children = block.getChildren();
    List<String> names = childNames(block);
    for (int i = 0; i < children.size(); i++) {
      collect(prefix + names.get(i) + ".", children.valueAt(i), found);
    }
  }

  /**
   * Returns the names of the children of a block, as they appear in paths.
   *
   * @param block the block
   * @return a name for each child, in their order: the names of DJL, without their numbers where
   *     they are unique without
   */
  public static List<String> childNames(Block block) {
    BlockList children = block.getChildren();
    List<String> plain = new ArrayList<>();
    for (int i = 0; i < children.size(); i++) {
      String number = String.format(Locale.ROOT, "%02d", i + 1);
      String name = children.keyAt(i);
      plain.add(name.startsWith(number) ? name.substring(number.length()) : name);
    }
    boolean distinct = plain.stream().distinct().count() == plain.size() && !plain.contains("");
    return distinct ? plain : children.keys();
  }
}
