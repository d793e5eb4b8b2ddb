package org.dsd4j.api.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParameterSelectorTest {
  /** A weight under all of its paths. */
  private record Shared(List<String> paths) implements Prunable {
    @Override
    public String path() {
      return paths.get(0);
    }

    @Override
    public long[] shape() {
      return new long[] {1};
    }

    @Override
    public ParameterKind kind() {
      return ParameterKind.WEIGHT;
    }

    @Override
    public FloatBuffer values() {
      return FloatBuffer.allocate(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fc.weight, fc.weight, true",
    "fc.weight, fc2.weight, false",
    "fc.weight, body.fc.weight, false",
    "*.bias, fc.bias, true",
    "*.bias, layer1.0.fc.bias, true",
    "*.bias, bias, true",
    "*.bias, fc.bias2, false",
    "**.downsample.*, layer1.0.downsample.conv.weight, true",
    "**.downsample.*, downsample.0.weight, true",
    "**.downsample.*, layer1.0.downsampled.weight, false",
    "layer1.**, layer1.0.conv2.weight, true",
    "layer1.**, layer10.conv2.weight, false",
    "conv?.weight, conv1.weight, true",
    "conv?.weight, conv12.weight, false",
    "a.b*, axb, false",
    "*(1+1)*, w(1+1), true",
    "kind:weight, anything, true",
    "kind:bias, anything.bias, false"
  })
  void matches(String rule, String path, boolean expected) {
    assertEquals(expected, ParameterSelector.of(rule).matches(new Shared(List.of(path))), rule);
  }

  @Test
  void anyPathOfASharedParameterNamesIt() {
    Shared shared = new Shared(List.of("encoder.embed.weight", "decoder.out.weight"));
    assertTrue(ParameterSelector.of("decoder.out.weight").matches(shared));
    assertTrue(ParameterSelector.of("encoder.*").matches(shared));
    assertFalse(ParameterSelector.of("out.weight").matches(shared));
  }

  @Test
  void whatCannotBeReadIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> ParameterSelector.of(" "));
    var e = assertThrows(IllegalArgumentException.class, () -> ParameterSelector.of("kind:kernel"));
    assertEquals(
        "there is no kind kernel; write kind:weight, kind:bias, kind:norm or kind:other",
        e.getMessage());
  }

  @Test
  void selectorsAreEqualWhenTheirTextsAre() {
    ParameterSelector bias = ParameterSelector.of(ParameterKind.BIAS);
    assertEquals(ParameterSelector.of("kind:bias"), bias);
    assertEquals(ParameterSelector.of("kind:bias").hashCode(), bias.hashCode());
    assertFalse(bias.equals(ParameterSelector.of("kind:norm")));
    assertFalse(bias.equals("kind:bias"));
    assertFalse(bias.hashCode() == ParameterSelector.of("fc.bias").hashCode());
  }

  /** A pattern that begins with its wild sign is one too. */
  @Test
  void aParameterIsNotFrozenUnlessItSaysSo() {
    Shared one = new Shared(List.of("a"));
    assertFalse(one.frozen());
    assertTrue(ParameterSelector.of("?").matches(one));
    assertTrue(ParameterSelector.of("*").matches(one));
  }
}
