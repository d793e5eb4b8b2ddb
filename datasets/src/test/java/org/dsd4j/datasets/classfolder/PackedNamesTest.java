package org.dsd4j.datasets.classfolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PackedNamesTest {

  @Test
  void isTheSameListInLessMemory() {
    List<String> names =
        List.of("a.jpg", "", "Käfer grün.png", "n01440764_10026.JPEG", "x".repeat(1000));
    PackedNames packed = new PackedNames(names);
    assertEquals(names, packed);
    assertEquals(2, packed.indexOf("Käfer grün.png"));
    assertEquals(List.of(), new PackedNames(List.of()));
    assertThrows(IndexOutOfBoundsException.class, () -> packed.get(5));
  }
}
