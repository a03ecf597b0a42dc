package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the frames of one stack that are the application's from those of libraries that nobody
 * named, by where their classes came from. Immutable.
 *
 * <p>What shares the first two parts of its package with such a class is the application's too: a
 * module of its own in another jar.
 */
final class OwnCode {
  private final CallSite site;
  private final Map<String, String> artifacts;

  /** Of neither the JDK nor a known library, as far as names tell. */
  private final List<StackTraceElement> candidates;

  private final Set<String> groups = new HashSet<>();

  OwnCode(CallSite site) {
    this.site = site;
    artifacts = site.artifacts();
    candidates = Frames.owned(site.frames());
    for (StackTraceElement frame : candidates) {
      if (Frames.isApplication(frame) && "".equals(artifacts.get(frame.getClassName()))) {
        groups.add(group(frame.getClassName()));
      }
    }
  }

  /** Whether it is known which frames are the application's. */
  boolean isKnown() {
    return !groups.isEmpty();
  }

  /** The frames whose owner can change them, the innermost first, as far as that is known. */
  List<StackTraceElement> frames() {
    if (!isKnown()) {
      return candidates;
    }
    List<StackTraceElement> own = new ArrayList<>();
    for (StackTraceElement frame : candidates) {
      if (isOwn(frame)) {
        own.add(frame);
      }
    }
    return own;
  }

  /**
   * The jar of the library that the application has called, if it is the first on the stack outside
   * the JDK; null if there is none, or if that is not known.
   */
  @Nullable String library() {
    for (StackTraceElement frame : Frames.outsideSockets(site.frames())) {
      if (!Frames.isJdk(frame.getClassName()) && !Frames.isGlue(frame)) {
        String artifact = artifacts.get(frame.getClassName());
        return !isKnown() || isOwn(frame) ? null : artifact;
      }
    }
    return null;
  }

  private boolean isOwn(StackTraceElement frame) {
    return "".equals(artifacts.get(frame.getClassName()))
        || groups.contains(group(frame.getClassName()));
  }

  /**
   * {@code com.acme} of {@code com.acme.shop.Prices}; who is a guest of a host has one part more.
   */
  private static String group(String className) {
    int end = className.lastIndexOf('.');
    if (end < 0) {
      return "";
    }
    String[] parts = className.substring(0, end).split("\\.", 4);
    int count = parts.length > 2 && parts[1].equals("github") ? 3 : Math.min(2, parts.length);
    return String.join(".", Arrays.asList(parts).subList(0, count));
  }
}
