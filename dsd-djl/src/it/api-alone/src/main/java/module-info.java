/** Somebody's own plans. */
module com.example.plans {
  requires org.dsd4j.api;
}
