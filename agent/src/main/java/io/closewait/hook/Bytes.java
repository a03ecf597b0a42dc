package io.closewait.hook;

import java.util.Arrays;

/** Bytes of a class file on their way out, in its big-endian order. Not thread-safe. */
final class Bytes {
  private byte[] content;
  private int size;

  Bytes(int capacity) {
    content = new byte[capacity];
  }

  int size() {
    return size;
  }

  byte[] toArray() {
    return Arrays.copyOf(content, size);
  }

  Bytes u1(int value) {
    room(1);
    content[size++] = (byte) value;
    return this;
  }

  Bytes u2(int value) {
    room(2);
    content[size++] = (byte) (value >> 8);
    content[size++] = (byte) value;
    return this;
  }

  Bytes u4(int value) {
    return u2(value >> 16).u2(value);
  }

  Bytes all(byte[] source) {
    return copy(source, 0, source.length);
  }

  Bytes copy(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, content, size, to - from);
    size += to - from;
    return this;
  }

  /** Replaces four bytes that were written before. */
  void setU4(int at, int value) {
    content[at] = (byte) (value >> 24);
    content[at + 1] = (byte) (value >> 16);
    content[at + 2] = (byte) (value >> 8);
    content[at + 3] = (byte) value;
  }

  private void room(int more) {
    if (size + more > content.length) {
      content = Arrays.copyOf(content, Math.max(2 * content.length, size + more));
    }
  }

  static int u1(byte[] source, int at) {
    return source[at] & 0xff;
  }

  static int u2(byte[] source, int at) {
    return u1(source, at) << 8 | u1(source, at + 1);
  }

  static int s2(byte[] source, int at) {
    return (short) u2(source, at);
  }

  static int s4(byte[] source, int at) {
    return u2(source, at) << 16 | u2(source, at + 2);
  }
}
