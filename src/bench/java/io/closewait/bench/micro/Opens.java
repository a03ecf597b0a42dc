package io.closewait.bench.micro;

/** The flags that the bridge needs where it is not in java.base. */
public final class Opens {
  public static final String NIO = "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED";
  public static final String LANG = "--add-opens=java.base/java.lang=ALL-UNNAMED";
  public static final String IO = "--add-opens=java.base/java.io=ALL-UNNAMED";
  public static final String FILES = "--add-opens=java.base/sun.nio.fs=ALL-UNNAMED";

  private Opens() {}
}
