/** Dense-Sparse-Dense training, free of any engine: plans, phases, masks and pruning. */
module org.dsd4j.api {
  exports org.dsd4j.api;
  exports org.dsd4j.api.pruning;
}
