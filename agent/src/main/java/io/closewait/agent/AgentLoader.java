package io.closewait.agent;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads all classes of the agent but {@link Agent} from its jar, before the class loader of the
 * application is asked: faster, since nobody looks for manifests, signatures and packages, and
 * apart from what the application may have in packages of the same name. Thread-safe.
 *
 * <p>The jar stays open, so that a class can be loaded when no descriptor is left.
 */
final class AgentLoader extends ClassLoader {
  private static final String OWN = "io.closewait.";

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader parent;
  private final String entry;
  private final ProtectionDomain domain;
  private final ZipFile jar;

  /**
   * @param jar the path of the agent's jar
   * @param entry the one class that is left to the loader that has it already
   */
  AgentLoader(String jar, Class<?> entry) throws IOException {
    super(entry.getClassLoader());
    this.parent = entry.getClassLoader();
    this.entry = entry.getName();
    this.domain = entry.getProtectionDomain();
    this.jar = new ZipFile(jar);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OWN) || name.equals(entry)) {
      return parent.loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ZipEntry file = jar.getEntry(name.replace('.', '/').concat(".class"));
    if (file == null) {
      throw new ClassNotFoundException(name + " is not in " + jar.getName());
    }
    byte[] bytes = new byte[(int) file.getSize()];
    try (InputStream in = jar.getInputStream(file)) {
      new DataInputStream(in).readFully(bytes);
    } catch (IOException e) {
      throw new ClassNotFoundException(name + " cannot be read from " + jar.getName(), e);
    }
    return defineClass(name, bytes, 0, bytes.length, domain);
  }

  /** From the open jar: a resource's URL would open it once more. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    ZipEntry file = jar.getEntry(name);
    try {
      return file == null ? super.getResourceAsStream(name) : jar.getInputStream(file);
    } catch (IOException e) {
      return null;
    }
  }
}
