package io.closewait.hook;

import io.closewait.bridge.LibrarySocketBridge;

/** The calls that are woven into libraries, each straight-line code into a bridge. */
final class LibraryCalls {
  static final String BRIDGE = LibrarySocketBridge.class.getName().replace('.', '/');

  private LibraryCalls() {}

  /** Puts values onto the stack. */
  interface Values {
    void push(Code code);
  }

  /** {@code this}, which is 0, or an argument. */
  static final class Variable implements Values {
    private final int index;

    Variable(int index) {
      this.index = index;
    }

    @Override
    public void push(Code code) {
      code.load(index);
    }
  }

  /** An argument that is an int or a boolean. */
  static final class Int implements Values {
    private final int index;

    Int(int index) {
      this.index = index;
    }

    @Override
    public void push(Code code) {
      code.loadInt(index);
    }
  }

  /** What the method returns. */
  static final class Result implements Values {
    @Override
    public void push(Code code) {
      code.result(false);
    }
  }

  /** What a method without arguments of an object returns. */
  static final class Getter implements Values {
    private final Values object;
    private final String type;
    private final String method;
    private final String result;

    Getter(Values object, String type, String method, String result) {
      this.object = object;
      this.type = type;
      this.method = method;
      this.result = result;
    }

    @Override
    public void push(Code code) {
      object.push(code);
      code.get(type, method, "()" + result);
    }
  }

  /** The object that {@code this} is an inner object of. */
  static final class Outer implements Values {
    static final String FIELD = "this$0";

    private final String inner;
    private final String outer;

    Outer(String inner, String outer) {
      this.inner = inner;
      this.outer = outer;
    }

    @Override
    public void push(Code code) {
      code.load(0);
      code.field(inner, FIELD, "L" + outer + ";");
    }
  }

  /** {@code LibrarySocketBridge.pooling(this)}. */
  static final class PoolCall implements Hook.Call {
    @Override
    public void write(Code code) {
      code.load(0);
      code.callStatic(BRIDGE, "pooling", "(Ljava/lang/Object;)V");
    }
  }

  /**
   * A method of the bridge for sockets, with what is special to it first, then socket and number.
   */
  static final class SocketCall implements Hook.Call {
    private final String method;
    private final String descriptor;
    private final Values[] special;
    private final Values socket;
    private final Values number;

    /**
     * @param types the descriptor of the special values
     * @param type the socket's class, which has a method {@code int intValue()}
     */
    SocketCall(String method, String types, String type, Values socket, Values... special) {
      this.method = method;
      this.descriptor = "(" + types + "Ljava/lang/Object;I)V";
      this.special = special;
      this.socket = socket;
      this.number = new Getter(socket, type, "intValue", "I");
    }

    @Override
    public void write(Code code) {
      for (Values values : special) {
        values.push(code);
      }
      socket.push(code);
      number.push(code);
      code.callStatic(BRIDGE, method, descriptor);
    }
  }
}
