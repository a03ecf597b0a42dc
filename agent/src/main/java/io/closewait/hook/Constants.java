package io.closewait.hook;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The constant pool of a class file, JVMS 4.4, to which constants can be added. Not thread-safe.
 */
final class Constants {
  private static final int FIRST = 10;
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;
  private static final int LARGEST_COUNT = 0xffff;

  private final byte[] file;
  private final int[] offsets;
  private final int end;
  private final Bytes added = new Bytes(512);
  private final Map<String, Integer> known = new HashMap<>();
  private int count;

  Constants(byte[] file) {
    this.file = file;
    count = Bytes.u2(file, FIRST - 2);
    offsets = new int[count];
    int at = FIRST;
    for (int i = 1; i < count; i++) {
      offsets[i] = at;
      int tag = Bytes.u1(file, at);
      at += size(tag, at);
      if (tag == LONG || tag == DOUBLE) {
        i++;
      }
    }
    end = at;
  }

  private int size(int tag, int at) {
    switch (tag) {
      case UTF8:
        return 3 + Bytes.u2(file, at + 1);
      case LONG:
      case DOUBLE:
        return 9;
      case CLASS:
      case 8:
      case 16:
      case 19:
      case 20:
        return 3;
      case 15:
        return 4;
      case 3:
      case 4:
      case FIELD:
      case METHOD:
      case 11:
      case NAME_AND_TYPE:
      case 17:
      case 18:
        return 5;
      default:
        throw new IllegalArgumentException("unknown constant, tag " + tag);
    }
  }

  /** Where the file goes on behind its pool. */
  int end() {
    return end;
  }

  /** Whether a string of the file is this one, which must be ASCII. */
  boolean isText(int index, String text) {
    int at = offsets[index];
    if (Bytes.u2(file, at + 1) != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (file[at + 3 + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  int type(String name) {
    Integer index = known.get(name);
    return index == null ? add(name, CLASS, text(name), -1) : index;
  }

  int field(String owner, String name, String descriptor) {
    return member(FIELD, owner, name, descriptor);
  }

  int method(String owner, String name, String descriptor) {
    return member(METHOD, owner, name, descriptor);
  }

  private int member(int tag, String owner, String name, String descriptor) {
    String key = owner + '.' + name + descriptor;
    Integer index = known.get(key);
    return index == null ? add(key, tag, type(owner), nameAndType(name, descriptor)) : index;
  }

  private int nameAndType(String name, String descriptor) {
    String key = name + ' ' + descriptor;
    Integer index = known.get(key);
    return index == null ? add(key, NAME_AND_TYPE, text(name), text(descriptor)) : index;
  }

  private int text(String text) {
    String key = '"' + text;
    Integer index = known.get(key);
    if (index != null) {
      return index;
    }
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    added.u1(UTF8).u2(bytes.length).all(bytes);
    return note(key);
  }

  /** Adds a constant of one or two indexes; the second is left out if it is negative. */
  private int add(String key, int tag, int first, int second) {
    added.u1(tag).u2(first);
    if (second >= 0) {
      added.u2(second);
    }
    return note(key);
  }

  private int note(String key) {
    if (count == LARGEST_COUNT) {
      throw new IllegalArgumentException("the constant pool is full");
    }
    known.put(key, count);
    return count++;
  }

  /** The head of the file, up to the end of its pool, with what was added. */
  void write(Bytes out) {
    out.copy(file, 0, FIRST - 2).u2(count).copy(file, FIRST, end).all(added.toArray());
  }
}
