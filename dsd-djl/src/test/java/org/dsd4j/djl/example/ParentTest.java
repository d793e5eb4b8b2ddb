package org.dsd4j.djl.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What a project gets that imports the parent for its versions. */
final class ParentTest {
  private static final Path POM =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("pom.xml");

  /** A library that the suite uses by itself has its version where it is used. */
  @Test
  void managesWhatBelongsTogetherAndNothingElse() throws Exception {
    assumeTrue(Files.exists(POM), POM + " is not part of this checkout");
    Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(POM.toFile());
    String managed = "/project/dependencyManagement/dependencies/dependency/";
    assertEquals(Set.of("org.dsd4j", "ai.djl", "ai.djl.pytorch"), texts(pom, managed + "groupId"));
    // Properties of profiles, which follow the machine, are not those of who imports.
    Set<String> classifiers = texts(pom, managed + "classifier");
    assertEquals(Set.of("linux-x86_64", "linux-aarch64", "win-x86_64", "osx-aarch64"), classifiers);
    assertEquals(Set.of("import"), texts(pom, managed + "scope"), "no scope is forced");
  }

  private static Set<String> texts(Document pom, String path) throws Exception {
    XPath xpath = XPathFactory.newInstance().newXPath();
    NodeList nodes = (NodeList) xpath.evaluate(path, pom, XPathConstants.NODESET);
    Set<String> texts = new TreeSet<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }
}
