package org.dsd4j.reproductions.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads a harmless object after the command has set its filter, and says what became of it. */
final class SerializedObjectMain {
  private SerializedObjectMain() {}

  @SuppressWarnings("BanSerializableRead")
  public static void main(String[] args) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new ArrayList<>(List.of("harmless")));
    }
    Dsd.refuseJavaObjects();
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      System.out.println("READ " + in.readObject());
    } catch (InvalidClassException e) {
      System.out.println(e.getMessage().contains("REJECTED") ? "REJECTED" : e.getMessage());
    }
  }
}
