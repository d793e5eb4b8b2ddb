package org.dsd4j.djl.kit.ctc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loss and gradient equal those of torch's ctc_loss. */
class CtcParityTest {
  private static final double LOSS_TOLERANCE = 1e-9;

  /** The gradient is written as floats. */
  private static final double GRADIENT_TOLERANCE = 1e-6;

  @ParameterizedTest
  @MethodSource("org.dsd4j.djl.kit.ctc.TorchCase#all")
  void equalsTorch(TorchCase torch) {
    FloatBuffer gradient = Hashed.floats(torch.size());
    FloatBuffer logits = Hashed.logits(torch.salt(), torch.scale(), torch.size());

    double[] losses = new CtcGradient(0, 1).compute(logits, torch.batch(), gradient, 1);

    for (int i = 0; i < losses.length; i++) {
      TorchCase.Utterance expected = torch.utterances().get(i);
      double loss = expected.loss();
      if (Double.isInfinite(loss)) {
        assertEquals(loss, losses[i]);
      } else {
        assertEquals(loss, losses[i], LOSS_TOLERANCE * Math.max(1, loss), "loss " + i);
      }
      requireEqual(torch, expected, torch.ofUtterance(gradient, i));
    }
  }

  private static void requireEqual(
      TorchCase torch, TorchCase.Utterance expected, double[] gradient) {
    double norm =
        Math.sqrt(
            IntStream.range(0, gradient.length).mapToDouble(i -> gradient[i] * gradient[i]).sum());
    double product =
        IntStream.range(0, gradient.length)
            .mapToDouble(i -> gradient[i] * Hashed.value(torch.salt() + 7, i))
            .sum();
    double tolerance = GRADIENT_TOLERANCE * Math.max(1, expected.norm());
    assertEquals(expected.norm(), norm, tolerance, "norm");
    assertEquals(expected.product(), product, tolerance, "product");
    expected
        .elements()
        .forEach(
            (at, value) -> assertEquals(value, gradient[at], GRADIENT_TOLERANCE, "element " + at));
    for (int i = expected.frames() * torch.symbols(); i < gradient.length; i++) {
      assertTrue(gradient[i] == 0, "padding has a gradient");
    }
  }
}
