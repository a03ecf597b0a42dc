package io.closewait.kernel;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The open descriptors of a process and which of them are sockets. Immutable. */
public final class DescriptorTable {
  private static final String PREFIX = "socket:[";

  private final int size;
  private final Map<DescriptorKind, Integer> kinds;
  private final Map<Integer, Long> sockets;

  private DescriptorTable(
      int size, Map<DescriptorKind, Integer> kinds, Map<Integer, Long> sockets) {
    this.size = size;
    this.kinds = Collections.unmodifiableMap(kinds);
    this.sockets = Collections.unmodifiableMap(sockets);
  }

  /**
   * Lists the descriptors. One that is closed meanwhile is left out, and so is the one through
   * which a process reads its own list.
   *
   * @param fdDirectory {@code /proc/<pid>/fd}
   * @throws IOException if the directory or one of its links cannot be read
   */
  public static DescriptorTable read(Path fdDirectory) throws IOException {
    Path itself = fdDirectory.toRealPath();
    int size = 0;
    Map<DescriptorKind, Integer> kinds = new EnumMap<>(DescriptorKind.class);
    Map<Integer, Long> sockets = new LinkedHashMap<>();
    try (DirectoryStream<Path> links = Files.newDirectoryStream(fdDirectory)) {
      for (Path link : links) {
        Path target = target(link);
        if (target != null && !target.equals(itself)) {
          size++;
          kinds.merge(DescriptorKind.of(target.toString()), 1, Integer::sum);
          long inode = inode(target);
          if (inode != 0) {
            sockets.put(Integer.valueOf(String.valueOf(link.getFileName())), inode);
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return new DescriptorTable(size, kinds, sockets);
  }

  /**
   * The inode of the socket behind one descriptor, without opening another; empty if it is closed
   * or no socket.
   *
   * @param fdDirectory {@code /proc/<pid>/fd}
   * @throws IOException if the link cannot be read
   */
  public static OptionalLong socketInode(Path fdDirectory, int descriptor) throws IOException {
    Path target = target(fdDirectory.resolve(Integer.toString(descriptor)));
    long inode = target == null ? 0 : inode(target);
    return inode == 0 ? OptionalLong.empty() : OptionalLong.of(inode);
  }

  private static @Nullable Path target(Path link) throws IOException {
    try {
      return Files.readSymbolicLink(link);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static long inode(Path target) {
    String text = target.toString();
    return text.startsWith(PREFIX) && text.endsWith("]")
        ? Long.parseLong(text.substring(PREFIX.length(), text.length() - 1))
        : 0;
  }

  /** How many descriptors are open. */
  public int size() {
    return size;
  }

  /** How many are open on what; kinds without one left out. */
  public Map<DescriptorKind, Integer> kinds() {
    return kinds;
  }

  /** The socket inode of each descriptor that is a socket, of whatever family. */
  public Map<Integer, Long> sockets() {
    return sockets;
  }

  /** The inodes of all sockets, of whatever family. */
  public Set<Long> inodes() {
    return new HashSet<>(sockets.values());
  }
}
