package org.dsd4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {

  @Test
  void holdsOutEveryTenth() {
    assertEquals(List.of(9, 19), indices(Holdout.everyTenth(25)));
    assertEquals(List.of(), indices(Holdout.everyTenth(9)));
    List<String> groups = IntStream.range(0, 40).mapToObj(i -> "g%02d".formatted(i % 20)).toList();
    assertEquals(Set.of("g09", "g19"), Holdout.everyTenthGroup(groups));
    assertEquals(Set.of(), Holdout.everyTenthGroup(groups.subList(0, 9)));
  }

  @Test
  void unknownGroupsAreNotCounted() {
    List<String> groups = List.of("", "a", "b", "c", "d", "e", "f", "g", "h", "i");
    assertEquals(Set.of(), Holdout.everyTenthGroup(groups));
  }

  @Test
  void pinsItsSamples() {
    assertEquals(List.of(1, 5, 8, 10, 17), indices(Holdout.sample(0.25, 20, 7)));
  }

  @Test
  void samplesAtLeastOneOfTwoAndNeverAll() {
    assertEquals(1, indices(Holdout.sample(0.01, 2, 3)).size());
    assertEquals(1, indices(Holdout.sample(0.99, 2, 3)).size());
    assertArrayEquals(new boolean[1], Holdout.sample(0.5, 1, 3));
    assertArrayEquals(new boolean[0], Holdout.sample(0.5, 0, 3));
    assertArrayEquals(new boolean[5], Holdout.sample(0, 5, 3));
  }

  @Test
  void refusesSharesOutOfRange() {
    for (double share : new double[] {-0.1, 1, Double.NaN}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Holdout.sample(share, 5, 1))
              .getMessage();
      assertEquals(
          "validation share must be in [0, 1) but was " + share + "; write 10 % as 0.10", message);
    }
  }

  private static List<Integer> indices(boolean[] heldOut) {
    return IntStream.range(0, heldOut.length).filter(i -> heldOut[i]).boxed().toList();
  }
}
