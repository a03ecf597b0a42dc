package io.closewait.hook;

/**
 * A StackMapTable, JVMS 4.7.4, whose frames are moved along with the code; some are needed behind
 * what was inserted too. Not thread-safe.
 */
final class FramePatch {
  private static final int SAME = 64;
  private static final int ONE_STACK_ITEM = 128;
  private static final int ONE_STACK_ITEM_EXTENDED = 247;
  private static final int SAME_EXTENDED = 251;
  private static final int FULL = 255;
  private static final int OBJECT = 7;
  private static final int UNINITIALIZED = 8;

  private final byte[] file;
  private final int[] moved;
  private final int[] target;
  private final boolean[] again;
  private final Bytes out = new Bytes(256);
  private int at;

  /**
   * @param again where a frame is needed behind the inserted code too
   */
  FramePatch(byte[] file, int at, int[] moved, int[] target, boolean[] again) {
    this.file = file;
    this.at = at;
    this.moved = moved;
    this.target = target;
    this.again = again;
  }

  /** The attribute's new content. */
  Bytes write() {
    int count = u2();
    int added = 0;
    int pc = -1;
    int place = -1;
    for (int i = 0; i < count; i++) {
      int type = Bytes.u1(file, at++);
      pc += delta(type) + 1;
      int content = at;
      frame(type, target[pc] - place - 1);
      place = target[pc];
      if (again[pc]) {
        at = content;
        frame(type, moved[pc] - place - 1);
        place = moved[pc];
        added++;
      }
    }
    byte[] frames = out.toArray();
    return new Bytes(frames.length + 2).u2(count + added).all(frames);
  }

  private int delta(int type) {
    if (type < SAME) {
      return type;
    }
    return type < ONE_STACK_ITEM ? type - SAME : u2();
  }

  private void frame(int type, int delta) {
    if (type < SAME || type == SAME_EXTENDED) {
      head(delta < SAME ? delta : SAME_EXTENDED, delta, delta >= SAME);
    } else if (type < ONE_STACK_ITEM || type == ONE_STACK_ITEM_EXTENDED) {
      boolean extended = delta >= SAME;
      head(extended ? ONE_STACK_ITEM_EXTENDED : SAME + delta, delta, extended);
      types(1);
    } else if (type < SAME_EXTENDED) {
      head(type, delta, true);
    } else if (type < FULL) {
      head(type, delta, true);
      types(type - SAME_EXTENDED);
    } else {
      head(type, delta, true);
      types(counted());
      types(counted());
    }
  }

  private void head(int type, int delta, boolean withDelta) {
    out.u1(type);
    if (withDelta) {
      out.u2(delta);
    }
  }

  private int counted() {
    int count = u2();
    out.u2(count);
    return count;
  }

  private void types(int count) {
    for (int i = 0; i < count; i++) {
      int tag = Bytes.u1(file, at++);
      out.u1(tag);
      if (tag == OBJECT) {
        out.u2(u2());
      } else if (tag == UNINITIALIZED) {
        out.u2(moved[u2()]);
      }
    }
  }

  private int u2() {
    at += 2;
    return Bytes.u2(file, at - 2);
  }
}
