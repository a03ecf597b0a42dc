package io.closewait.hook;

import org.jspecify.annotations.Nullable;

/** One method of the JDK or of a library and the call that is woven into it. Immutable. */
final class Hook {
  /** Where in the method the call goes. */
  enum Place {
    /** Before its first instruction. */
    ENTER,
    /** Before each return, not where it throws. */
    RETURN,
    /** Where an exception is caught, which is on top of the stack. */
    CATCH
  }

  /** The descriptor of a hook in all methods of its name that are not static. */
  static final String ANY = "";

  private final String type;
  private final String method;
  private final String descriptor;
  private final Place place;
  private final Call call;
  private final int firstJdk;
  private final int lastJdk;
  private final @Nullable String field;

  Hook(
      String type,
      String method,
      String descriptor,
      Place place,
      Call call,
      int firstJdk,
      int lastJdk) {
    this.type = type;
    this.method = method;
    this.descriptor = descriptor;
    this.place = place;
    this.call = call;
    this.firstJdk = firstJdk;
    this.lastJdk = lastJdk;
    this.field = null;
  }

  /**
   * A hook of a library, in all JDKs.
   *
   * @param field what the class must have too, because the call uses it; null if it uses none
   */
  Hook(
      String type,
      String method,
      String descriptor,
      Place place,
      Call call,
      @Nullable String field) {
    this.type = type;
    this.method = method;
    this.descriptor = descriptor;
    this.place = place;
    this.call = call;
    this.firstJdk = 0;
    this.lastJdk = Integer.MAX_VALUE;
    this.field = field;
  }

  /** The class in its internal form, such as {@code sun/nio/ch/Net}. */
  String type() {
    return type;
  }

  String method() {
    return method;
  }

  /** The method's types in their internal form, such as {@code ()Z}. */
  String descriptor() {
    return descriptor;
  }

  /** A field without which the class cannot have it; null if it needs none. */
  @Nullable String field() {
    return field;
  }

  Place place() {
    return place;
  }

  Call call() {
    return call;
  }

  boolean existsIn(int jdk) {
    return firstJdk <= jdk && jdk <= lastJdk;
  }

  /** {@code sun.nio.ch.SocketChannelImpl.finishConnect()Z}. */
  @Override
  public String toString() {
    return type.replace('/', '.') + "." + method + descriptor;
  }
}
