package org.dsd4j.reports.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolesTest {
  @Test
  void aRowOfOnePassHasThePlainParts() {
    assertEquals(Roles.ONE_PASS, Roles.among(List.of()));
    assertEquals(
        Roles.ONE_PASS, Roles.among(List.of("baseline", "sparse", "dsd", "continued", "llr")));
    assertEquals(Roles.ONE_PASS, Roles.among(List.of("dsdx", "dsd0", "dsd1", "sparse2")));
  }

  @Test
  void theLastPassIsTheMethod() {
    assertEquals(
        new Roles("equal-epochs", "sparse10", "dsd10"),
        Roles.among(List.of("dsd", "sparse10", "dsd10", "dsd9", "equal-epochs", "baseline")));
    assertEquals(new Roles("baseline", "sparse", "dsd2"), Roles.among(List.of("dsd2", "sparse")));
    assertEquals(
        new Roles("equal-epochs", "sparse", "dsd"), Roles.among(List.of("dsd", "equal-epochs")));
  }

  @Test
  void passesAreReadFromNames() {
    assertEquals(1, Arms.pass("dsd"));
    assertEquals(2, Arms.pass("sparse2"));
    assertEquals(0, Arms.pass("continued"));
    assertEquals(0, Arms.pass("dsd99999"));
    assertTrue(Arms.isOfSeveralPasses("equal-epochs"));
    assertFalse(Arms.isOfSeveralPasses("dsd"));
  }

  @Test
  void armsStandInTheOrderOfTheirPhases() {
    List<String> order =
        List.of(
            "baseline",
            "equal-epochs",
            "sparse",
            "dsd",
            "sparse2",
            "dsd2",
            "sparse10",
            "dsd10",
            "continued",
            "llr",
            "random-mask",
            "another");
    List<String> arms = new ArrayList<>(order);
    Collections.reverse(arms);
    arms.sort(Arms.ORDER);
    assertEquals(order, arms);
    assertEquals("then dense again, pass 2", Arms.meaning("dsd2"));
    assertEquals("then sparse again, pass 3", Arms.meaning("sparse3"));
    assertTrue(Arms.meaning("equal-epochs").startsWith("the paper's baseline"));
  }
}
