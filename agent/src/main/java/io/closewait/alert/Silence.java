package io.closewait.alert;

/** Alerts go nowhere; reports and JMX have what they would say. */
public final class Silence implements Alerts {
  @Override
  public void warn(String text) {}

  @Override
  public void inform(String text) {}

  @Override
  public void close() {}
}
