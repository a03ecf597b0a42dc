import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;

/** Netty's transport over io_uring. */
final class NettyIoUring {
  public static void main(String[] args) throws Exception {
    new NettySockets(
            new MultiThreadIoEventLoopGroup(1, IoUringIoHandler.newFactory()),
            IoUringSocketChannel.class,
            IoUringServerSocketChannel.class,
            args[0])
        .run();
  }
}
