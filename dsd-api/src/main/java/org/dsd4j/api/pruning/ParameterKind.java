package org.dsd4j.api.pruning;

/** What a parameter is for, as far as it matters to pruning. */
public enum ParameterKind {
  /** A matrix or kernel that multiplies activations. */
  WEIGHT("weight"),
  /** A vector that is added to activations. */
  BIAS("bias"),
  /** The gain or shift of a normalisation. */
  NORM("norm"),
  /** Anything else, such as running statistics. */
  OTHER("other");

  private final String label;

  ParameterKind(String label) {
    this.label = label;
  }

  /** Returns the word that reports use. */
  @Override
  public String toString() {
    return label;
  }
}
