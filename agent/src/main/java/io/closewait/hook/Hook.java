package io.closewait.hook;

/** One method of the JDK and the call that is woven into it. Immutable. */
final class Hook {
  /** Where in the method the call goes. */
  enum Place {
    /** Before its first instruction. */
    ENTER,
    /** Before each return, not where it throws. */
    RETURN
  }

  /** Writes the call; must be straight-line code that leaves the stack as it was. */
  interface Call {
    void write(Code code);
  }

  private final String type;
  private final String method;
  private final String descriptor;
  private final Place place;
  private final Call call;
  private final int firstJdk;
  private final int lastJdk;

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
