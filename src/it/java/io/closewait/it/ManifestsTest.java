package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1EphemeralContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests of the page on Kubernetes; the API's classes refuse a field that is none. */
class ManifestsTest {
  private static final Path DIRECTORY = Artifacts.siteResource("kubernetes");

  @Test
  void theDeploymentIsOne() throws IOException {
    V1Deployment.validateJsonElement(manifest("deployment.yaml"));
  }

  @Test
  void theDebugContainerIsPartOfOne() throws IOException {
    JsonObject container = manifest("debug-container.yaml");
    container.addProperty("name", "kubectl names it");
    V1EphemeralContainer.validateJsonElement(container);
  }

  @Test
  void theAppFindsTheJarWhereTheInitContainerPutsIt() throws IOException {
    JsonObject pod = pod();
    JsonObject init = first(pod, "initContainers");
    JsonObject app = first(pod, "containers");
    JsonObject mount = first(init, "volumeMounts");
    String directory = mount.get("mountPath").getAsString();
    assertThat(init.getAsJsonArray("command").get(2).getAsString()).isEqualTo(directory + "/");
    assertThat(first(app, "env").get("value").getAsString())
        .startsWith("-javaagent:" + directory + "/closewait-agent.jar=");
    assertThat(mounts(app)).contains(directory + " " + mount.get("name").getAsString());
  }

  @Test
  void theDebugContainerHasTheUserAndTheVolumesOfTheApp() throws IOException {
    JsonObject debug = manifest("debug-container.yaml");
    assertThat(mounts(debug)).isEqualTo(mounts(first(pod(), "containers")));
    assertThat(debug.getAsJsonObject("securityContext").get("runAsUser"))
        .isEqualTo(pod().getAsJsonObject("securityContext").get("runAsUser"));
  }

  @Test
  void thePageShowsTheFilesAsTheyAre() throws IOException {
    String page = Files.readString(Artifacts.page("kubernetes.md"));
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path file : files.toList()) {
        assertThat(page).contains("\n" + Files.readString(file) + "```");
      }
    }
  }

  private static JsonObject pod() throws IOException {
    return manifest("deployment.yaml")
        .getAsJsonObject("spec")
        .getAsJsonObject("template")
        .getAsJsonObject("spec");
  }

  private static JsonObject first(JsonObject object, String list) {
    return object.getAsJsonArray(list).get(0).getAsJsonObject();
  }

  private static List<String> mounts(JsonObject container) {
    return StreamSupport.stream(container.getAsJsonArray("volumeMounts").spliterator(), false)
        .map(each -> each.getAsJsonObject())
        .map(each -> each.get("mountPath").getAsString() + " " + each.get("name").getAsString())
        .toList();
  }

  private static JsonObject manifest(String name) throws IOException {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    Object content = yaml.load(Files.readString(DIRECTORY.resolve(name)));
    return new Gson().toJsonTree(content).getAsJsonObject();
  }
}
