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
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** The open descriptors of a process and which of them are sockets, as they were read once. */
public final class DescriptorTable {
  private static final String PREFIX = "socket:[";

  private final Map<DescriptorKind, Integer> kinds = new EnumMap<>(DescriptorKind.class);
  private final Map<Integer, Long> sockets = new LinkedHashMap<>();
  private int size;

  private DescriptorTable() {}

  /**
   * Lists the descriptors by their links. One that is closed meanwhile is left out, and so is the
   * one through which a process reads its own list.
   *
   * @param fdDirectory {@code /proc/<pid>/fd}
   * @throws IOException if the directory or one of its links cannot be read
   */
  public static DescriptorTable read(Path fdDirectory) throws IOException {
    return read(fdDirectory, descriptor -> 0);
  }

  /**
   * The same of this process.
   *
   * @param inodes tells the inode of a socket quicker than its link, by the descriptor; 0 if it
   *     does not know
   */
  static DescriptorTable read(Path fdDirectory, IntToLongFunction inodes) throws IOException {
    Path itself = fdDirectory.toRealPath();
    DescriptorTable table = new DescriptorTable();
    try (DirectoryStream<Path> links = Files.newDirectoryStream(fdDirectory)) {
      for (Path link : links) {
        int descriptor = Integer.parseInt(String.valueOf(link.getFileName()));
        long inode = inodes.applyAsLong(descriptor);
        if (inode != 0) {
          table.add(descriptor, DescriptorKind.SOCKET, inode);
        } else {
          table.add(descriptor, target(link), itself);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return table;
  }

  private void add(int descriptor, @Nullable Path target, Path itself) {
    if (target != null && !target.equals(itself)) {
      add(descriptor, DescriptorKind.of(target.toString()), inode(target));
    }
  }

  private void add(int descriptor, DescriptorKind kind, long inode) {
    size++;
    kinds.merge(kind, 1, Integer::sum);
    if (inode != 0) {
      sockets.put(descriptor, inode);
    }
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
    return Collections.unmodifiableMap(kinds);
  }

  /** The socket inode of each descriptor that is a socket, of whatever family. */
  public Map<Integer, Long> sockets() {
    return Collections.unmodifiableMap(sockets);
  }

  /** The inodes of all sockets, of whatever family. */
  public Set<Long> inodes() {
    return new HashSet<>(sockets.values());
  }
}
